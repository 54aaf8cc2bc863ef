import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

import {
  accounts,
  createDatabase,
  databaseUrls,
  encodeId,
  inOrganisation,
  isDatabaseUnavailable,
  migrate,
  newId,
  organisations,
  type Database,
  type DatabaseUrls,
} from '@rota/db';
import { migrateQueues } from '@rota/jobs';

import { createJobRegistry } from '../../src/job-registry.ts';
import { createApiKeysService } from '../../src/modules/api-keys/index.ts';
import type { ApiAccess } from '../api-client.ts';
import { freePort } from '../rota-process.ts';
import { startChaosServer, type ChaosServer } from './chaos-server.ts';
import type { ChaosQuery } from './chaos-query.ts';
import { installFlightRecorder } from './flight-recorder.ts';

/** An organisation that takes part: its uuid, and how its clients reach the API. */
export type Tenant = ApiAccess & { uuid: string };

/** A server, a database with a flight recorder, and organisations: what a scenario's processes are started on. */
export type Arena = AsyncDisposable & {
  server: ChaosServer;
  urls: DatabaseUrls;
  /** Of this run alone: uploaded files, and the logs of processes. */
  folder: string;
  port: number;
  tenants: readonly Tenant[];
  query: ChaosQuery;
};

const TENANTS = 2;
const QUERY_TRIES_MAX = 600;
const QUERY_RETRY_MS = 200;

/** Starts no process of Rota yet. */
export async function createArena(): Promise<Arena> {
  const closers = new AsyncDisposableStack();
  try {
    const server = closers.use(await startChaosServer());
    const urls = databaseUrls(server.url);
    const folder = await mkdtemp(join(tmpdir(), 'rota-chaos-'));
    closers.defer(() => rm(folder, { recursive: true, force: true }));
    await migrate({ urls });
    const open = (url: string) => {
      const connection = createDatabase({
        url,
        poolMax: 4,
        applicationName: 'chaos',
        onError: () => {
          // Connections are cut on purpose; a query in hand fails with the same error, and is tried again.
        },
      });
      closers.defer(() => connection.close());
      return connection;
    };
    const engine = open(urls.engine);
    await migrateQueues({
      pool: engine.pool,
      onError: () => undefined,
      catalogue: createJobRegistry({ isDemo: true }),
    });
    const owner = open(urls.owner);
    const query: ChaosQuery = <Row extends object>(text: string, values: unknown[] = []) =>
      tryAgain(async () => (await owner.pool.query<Row>(text, values)).rows);
    await installFlightRecorder(query);
    const port = await freePort();
    const { db } = open(urls.app);
    const tenants = await Promise.all(
      Array.from({ length: TENANTS }, (_, index) => createTenant(db, { port, name: `Chaos ${index + 1}` })),
    );
    const close = closers.move();
    return { server, urls, folder, port, tenants, query, [Symbol.asyncDispose]: () => close.disposeAsync() };
  } catch (error) {
    await closers.disposeAsync();
    throw error;
  }
}

/** With one account, by which the work of its jobs can tell whether it sees those of others. */
async function createTenant(db: Database, { port, name }: { port: number; name: string }): Promise<Tenant> {
  const uuid = newId();
  await inOrganisation(db, uuid, async (tx) => {
    await tx.insert(organisations).values({ id: uuid, name, slug: `chaos-${randomUUID()}` });
    await tx.insert(accounts).values({ id: newId(), orgId: uuid, name });
  });
  const { key } = await createApiKeysService({ db }).createApiKey({ orgId: uuid, name: 'chaos' });
  return { uuid, url: `http://127.0.0.1:${port}`, orgId: encodeId('org', uuid), apiKey: key };
}

async function tryAgain<Result>(work: () => Promise<Result>): Promise<Result> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await work();
    } catch (error) {
      if (!isDatabaseUnavailable(error) || tries === QUERY_TRIES_MAX) throw error;
      await delay(QUERY_RETRY_MS);
    }
  }
}
