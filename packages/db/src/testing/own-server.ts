import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BinariesVersion, startEmbeddedPostgres } from '../embedded-postgres.ts';

/** A server of a test's own, for what roles and passwords do to a whole server. */
export interface OwnTestServer {
  url: string;
  dataDir: string;
  stop(): Promise<void>;
}

/** The binaries there are for this platform; 15 is packaged for one only. */
export const binariesVersions: readonly BinariesVersion[] =
  process.platform === 'linux' && process.arch === 'x64' ? ['18', '15'] : ['18'];

/** A folder below the temporary one that a later run of tests clears away when this one is killed. */
export function createServerFolder(): string {
  return mkdtempSync(join(tmpdir(), `rota-test-postgres-${process.pid}-`));
}

/** Starts one in a folder of its own, quick and not durable; `stop` ends it and removes the folder. */
export async function startOwnServer(binaries: BinariesVersion): Promise<OwnTestServer> {
  const dataDir = createServerFolder();
  const server = await startEmbeddedPostgres({ dataDir, binaries, fsync: false });
  return {
    url: server.url,
    dataDir,
    stop: async () => {
      await server.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
