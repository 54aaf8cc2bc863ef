import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { encodeId } from '@rota/db';
import { createTestDatabase, createTestOrganisation, type TestDatabase } from '@rota/db/testing';
import { prepareQueues } from '@rota/jobs/testing';

import { createApiKeysService } from '../src/modules/api-keys/index.ts';
import { createJobRegistry } from '../src/job-registry.ts';
import { createApiClient, type ApiAccess, type ApiClient } from './api-client.ts';
import { freePort, runRota, type RotaProcess } from './rota-process.ts';

/** A database, a port, and an organisation: what real processes of Rota are started on. */
export type ProcessSetup = AsyncDisposable & {
  database: TestDatabase;
  access: ApiAccess;
  /** Calls the API on the setup's port. */
  api: ApiClient;
  /** Variables of a process on this database. */
  env(variables?: Record<string, string>): Record<string, string>;
  startApi(variables?: Record<string, string>): Promise<RotaProcess>;
  startWorker(variables?: Record<string, string>): Promise<RotaProcess>;
};

/** Starts no process yet. */
export async function createProcessSetup(): Promise<ProcessSetup> {
  const closers = new AsyncDisposableStack();
  const database = closers.use(
    await createTestDatabase({
      template: 'api',
      prepare: prepareQueues(createJobRegistry({ isDemo: true })),
    }),
  );
  const dataDir = await mkdtemp(join(tmpdir(), 'rota-processes-'));
  closers.defer(() => rm(dataDir, { recursive: true, force: true }));
  const port = await freePort();
  const orgId = await createTestOrganisation(database);
  const { key } = await createApiKeysService({ db: database.db }).createApiKey({ orgId, name: 'test' });
  const access = { url: `http://127.0.0.1:${port}`, orgId: encodeId('org', orgId), apiKey: key };

  const env: ProcessSetup['env'] = (variables) => ({
    DATABASE_URL: database.urls.owner,
    ROTA_DATA_DIR: dataDir,
    ROTA_DEMO: 'on',
    PORT: String(port),
    ...variables,
  });
  const startRole = async (role: string, readyMessage: string, variables = {}) => {
    const started = runRota('main.ts', env({ PROCESS_ROLE: role, ...variables }));
    await started.logged(readyMessage);
    return started;
  };

  return {
    database,
    access,
    api: createApiClient(access),
    env,
    startApi: (variables) => startRole('api', 'the API listens', variables),
    startWorker: (variables) => startRole('worker', 'the worker runs jobs', variables),
    [Symbol.asyncDispose]: () => closers.disposeAsync(),
  };
}
