import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

import { startEmbeddedPostgres, type EmbeddedPostgres } from '@rota/db/embedded';

import { isRunning } from '../rota-process.ts';

/** A PostgreSQL that can be shot at; what is committed survives, as on a machine that goes on. */
export type ChaosServer = AsyncDisposable & {
  url: string;
  /** As `pg_ctl restart -m immediate`: every connection breaks, open transactions are gone, recovery follows. */
  restartAtOnce(): Promise<void>;
  /** Ended in order, and started again on its port when `timeMs` have passed. */
  goAway(timeMs: number): Promise<void>;
};

const GONE_POLL_MS = 20;

/** Starts one in a folder of its own, as durable as in production. */
export async function startChaosServer(): Promise<ChaosServer> {
  const dataDir = await mkdtemp(join(tmpdir(), 'rota-chaos-postgres-'));
  let server: EmbeddedPostgres = await startEmbeddedPostgres({ dataDir });
  const { url, port } = server;
  const startAgain = async () => {
    server = await startEmbeddedPostgres({ dataDir, port });
  };
  const readPid = async () =>
    Number((await readFile(join(dataDir, 'data/postmaster.pid'), 'utf8')).split('\n')[0]);

  return {
    url,
    async restartAtOnce() {
      const pid = await readPid();
      process.kill(pid, 'SIGQUIT');
      while (await isRunning(pid)) await delay(GONE_POLL_MS);
      await startAgain();
    },
    async goAway(timeMs) {
      await server.stop();
      await delay(timeMs);
      await startAgain();
    },
    async [Symbol.asyncDispose]() {
      await server.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
