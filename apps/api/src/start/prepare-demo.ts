import { createDatabase, type DatabaseUrls } from '@rota/db';

import { createApiKeysService } from '../modules/api-keys/index.ts';
import { createDemoService, type DemoAccess } from '../modules/demo/index.ts';
import { demoFilePath, readDemoFile, writeDemoFile } from './demo-file.ts';

/**
 * Makes the demo organisation where there is none yet, and writes demo.json: address, organisation, key. The second
 * start finds both and changes nothing.
 *
 * @param dataDir exists
 * @returns null when the database belongs to other organisations
 */
export async function prepareDemo({
  urls,
  dataDir,
  url,
  keepsUrl,
}: {
  urls: DatabaseUrls;
  dataDir: string;
  url: string;
  /** Leaves the address in demo.json, if there is one: that API runs on the same folder. */
  keepsUrl: boolean;
}): Promise<(DemoAccess & { file: string }) | null> {
  const file = demoFilePath(dataDir);
  const connection = createDatabase({
    url: urls.app,
    applicationName: 'rota start',
    poolMax: 1,
    // The statement in hand fails with the same error.
    onError: () => undefined,
  });
  try {
    const apiKeysService = createApiKeysService({ db: connection.db });
    const demoService = createDemoService({ db: connection.db, apiKeysService, now: () => new Date() });
    const known = await readDemoFile(file);
    const access = await demoService.openDemo(known);
    if (access === null) return null;
    await writeDemoFile(file, { ...access, url: keepsUrl && known !== null ? known.url : url });
    return { ...access, file };
  } finally {
    await connection.close();
  }
}
