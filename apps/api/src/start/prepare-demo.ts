import { createDatabase, type DatabaseUrls } from '@rota/db';

import { createApiKeysService } from '../modules/api-keys/index.ts';
import { createDemoService, type DemoAccess } from '../modules/demo/index.ts';
import { createToken, isStrongToken } from '../token-strength.ts';
import { demoFilePath, readDemoFile, writeDemoFile } from './demo-file.ts';

/**
 * Makes the demo organisation where there is none yet, and writes demo.json: address, organisation, key, and a token for
 * operators where the configuration has none. The second start finds all of them and changes nothing.
 *
 * @param dataDir exists
 * @returns null when the database belongs to other organisations
 */
export async function prepareDemo({
  urls,
  dataDir,
  url,
  keepsUrl,
  operatorToken,
}: {
  urls: DatabaseUrls;
  dataDir: string;
  url: string;
  /** Leaves the address in demo.json, if there is one: that API runs on the same folder. */
  keepsUrl: boolean;
  /** That of the configuration, which is not written down. Null: one is made. */
  operatorToken: string | null;
}): Promise<(DemoAccess & { file: string; operatorToken: string | null }) | null> {
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
    const made = operatorToken === null ? keepOrMakeToken(known?.operatorToken) : undefined;
    const named = keepsUrl && known !== null ? known.url : url;
    await writeDemoFile(file, { ...access, url: named, operatorToken: made });
    return { ...access, file, operatorToken: operatorToken ?? made ?? null };
  } finally {
    await connection.close();
  }
}

/** A token that somebody made shorter would keep the API from starting. */
function keepOrMakeToken(known: string | undefined): string {
  return known !== undefined && isStrongToken(known) ? known : createToken();
}
