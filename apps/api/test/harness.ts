import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { encodeId } from '@rota/db';
import { createTestDatabase, createTestOrganisation, type TestDatabase } from '@rota/db/testing';
import type { StandaloneWorker } from '@rota/jobs';
import { prepareQueues } from '@rota/jobs/testing';
import { pino } from 'pino';

import type { ProcessEnv } from '../src/env.ts';
import { startHttpServer } from '../src/http/http-server.ts';
import { createApiKeysService } from '../src/modules/api-keys/index.ts';
import { createJobRegistry } from '../src/job-registry.ts';
import { wire } from '../src/wiring.ts';

/** A tenant and a key that opens it. */
export type TestTenant = {
  /** The uuid. */
  orgId: string;
  /** `org_…` */
  publicOrgId: string;
  /** `key_…` */
  publicKeyId: string;
  apiKey: string;
};

/** What a call of the API answered. `body` is the parsed JSON, or the text where there is none. */
export type Answer<Body = unknown> = { status: number; headers: Headers; body: Body };

/** What a call sends besides method and path. */
export type CallOptions = {
  /** The whole header; left out: the tenant's key. Null: none. */
  authorization?: string | null;
  headers?: Record<string, string>;
  /** Sent as JSON. */
  json?: unknown;
  /** Sent as it is, in place of `json`. */
  body?: RequestInit['body'];
};

/** The whole program behind real HTTP, on a database of its own. */
export type TestApi = AsyncDisposable & {
  database: TestDatabase;
  baseUrl: string;
  tenant: TestTenant;
  /** Lines of the process's log, newest last. */
  logLines: Record<string, unknown>[];
  addTenant(name?: string): Promise<TestTenant>;
  /** Calls as the tenant; `{orgId}` in the path stands for its organisation. `Body` is what the test expects. */
  call<Body = unknown>(method: string, path: string, options?: CallOptions): Promise<Answer<Body>>;
  /** Runs jobs from here on. */
  startWorker(): Promise<StandaloneWorker>;
  /** As at a shutdown: streams and waiting reads end. */
  beginShutdown(): void;
};

/** What opens `/v1/system` here. */
export const OPERATOR_TOKEN = 'operator-token-of-tests-0123456789';
/** What runs workers here. */
export const WORKER_SECRET_TOKEN = 'worker-token-of-tests-0123456789';

/** Starts it. `urls` puts something between the program and its database. */
export async function startTestApi({
  changeUrl = (url) => url,
  ...changed
}: { changeUrl?: (url: string) => string } & Partial<
  Pick<ProcessEnv, 'operatorToken' | 'workerSecretToken'>
> = {}): Promise<TestApi> {
  const closers = new AsyncDisposableStack();
  const database = closers.use(
    await createTestDatabase({
      template: 'api',
      prepare: prepareQueues(createJobRegistry({ isDemo: true })),
    }),
  );
  const dataDir = await mkdtemp(join(tmpdir(), 'rota-api-test-'));
  closers.defer(() => rm(dataDir, { recursive: true, force: true }));

  const logLines: Record<string, unknown>[] = [];
  const logger = pino(
    { level: 'debug' },
    { write: (line: string) => void logLines.push(JSON.parse(line) as Record<string, unknown>) },
  );
  const env: ProcessEnv = {
    port: 0,
    host: '127.0.0.1',
    databaseUrl: changeUrl(database.urls.owner),
    databaseAppUrl: changeUrl(database.urls.app),
    databaseEngineUrl: changeUrl(database.urls.engine),
    dataDir,
    roles: new Set(['api', 'worker']),
    workerConcurrency: 5,
    workerQueues: null,
    region: 'test-1',
    environment: 'test',
    operatorToken: OPERATOR_TOKEN,
    workerSecretToken: WORKER_SECRET_TOKEN,
    shutdownGraceSeconds: 0,
    retention: { completed: 30, cancelled: 30, failed: 90 },
    isDemo: true,
    nodeEnv: 'test',
    logLevel: 'debug',
    logFormat: 'json',
    ...changed,
  };
  const closing = new AbortController();
  const wiring = wire(env, { logger, closing: closing.signal });
  closers.defer(() => wiring.close());
  const { fetch: answer } = await wiring.openApp();
  const server = await startHttpServer({ fetch: answer, host: env.host, port: env.port });
  closers.defer(() => server.close(1_000));
  closers.defer(() => closing.abort());
  const baseUrl = `http://127.0.0.1:${server.port}`;
  const tenant = await addTenant(database);

  return {
    database,
    baseUrl,
    tenant,
    logLines,
    addTenant: (name) => addTenant(database, name),
    call: (method, path, options) => call({ baseUrl, tenant }, { method, path, ...options }),
    async startWorker() {
      const worker = await wiring.startWorker();
      closers.defer(() => worker.stop(0));
      return worker;
    },
    beginShutdown: () => closing.abort(),
    [Symbol.asyncDispose]: () => closers.disposeAsync(),
  };
}

/** An organisation with a key, made as the program makes them. */
async function addTenant(database: TestDatabase, name = 'Test'): Promise<TestTenant> {
  const orgId = await createTestOrganisation(database, name);
  const { id, key } = await createApiKeysService(database).createApiKey({ orgId, name: 'test' });
  return {
    orgId,
    publicOrgId: encodeId('org', orgId),
    publicKeyId: encodeId('key', id),
    apiKey: key,
  };
}

async function call<Body>(
  { baseUrl, tenant }: { baseUrl: string; tenant: TestTenant },
  { method, path, authorization, headers, json, body }: CallOptions & { method: string; path: string },
): Promise<Answer<Body>> {
  const credential = authorization === undefined ? `Bearer ${tenant.apiKey}` : authorization;
  const response = await fetch(baseUrl + path.replace('{orgId}', tenant.publicOrgId), {
    method,
    headers: {
      ...(credential === null ? {} : { Authorization: credential }),
      ...(json === undefined ? {} : { 'Content-Type': 'application/json' }),
      ...headers,
    },
    ...(json === undefined ? {} : { body: JSON.stringify(json) }),
    ...(body === undefined ? {} : { body, duplex: 'half' }),
  });
  const text = await response.text();
  const isJson = text !== '' && (response.headers.get('Content-Type')?.includes('json') ?? false);
  const read: unknown = isJson ? JSON.parse(text) : text;
  return { status: response.status, headers: response.headers, body: read as Body };
}
