import { existsSync, mkdtempSync, rmSync, statfsSync } from 'node:fs';
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

/** Where a run's databases find room, with as much again for what tests grow them to. */
const MEMORY_BYTES_MIN = 4 * 1024 ** 3;

/** Where Linux keeps files in memory. */
const MEMORY = '/dev/shm';

/** Where there may be folders of servers, of this run and of earlier ones. */
export const serverParents: readonly string[] = [MEMORY, tmpdir()].filter((folder) => existsSync(folder));

/**
 * A folder for a server's data; a later run of tests clears it away when this one is killed. In memory where that is large
 * enough: a run makes and drops some 200 databases of 300 files, and a disk's file system looks for names that were not free
 * a moment ago.
 */
export function createServerFolder(): string {
  return mkdtempSync(join(hasRoom(MEMORY) ? MEMORY : tmpdir(), `rota-test-postgres-${process.pid}-`));
}

function hasRoom(folder: string): boolean {
  if (!existsSync(folder)) return false;
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize >= MEMORY_BYTES_MIN;
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
