import { randomBytes } from 'node:crypto';
import { Client, escapeIdentifier } from 'pg';
import { inject } from 'vitest';
import { createDatabase, type Database, inOrganisation } from '../client.ts';
import type { DatabaseUrls } from '../database-urls.ts';
import { newId } from '../ids.ts';
import { organisations } from '../schema/index.ts';
import { ensureTemplate, type PrepareTemplate, urlsOf } from './template.ts';

export type { PrepareTemplate } from './template.ts';
export type { TestServer } from './test-server.ts';
export { waitForLock } from './wait-for-lock.ts';

/** A migrated database of a test file's own. */
export interface TestDatabase extends AsyncDisposable {
  urls: DatabaseUrls;
  /** On the role `rota_app`, as requests and handlers are: rows only within {@link inOrganisation}. */
  db: Database;
  /** On the login of the test server, which sees everything: for arranging and for looking at what happened. */
  owner: Database;
  /** On the role `rota_engine`. */
  engine: Database;
  /** Closes the three pools and drops the database, whoever is still connected. May be called again. */
  drop(): Promise<void>;
}

const APP_POOL_MAX = 10;
const OTHER_POOL_MAX = 5;

/** A busy machine connects late; soon is what an API promises, and not a test. */
const CONNECT_TIMEOUT_MS = 60_000;

/**
 * Makes a database by copying a template, in some 40 ms; call it in `beforeAll` and `drop` it in `afterAll`.
 *
 * Without `template` it is what the migrations make. With one, `prepare` runs once per name and run, on a migrated
 * database, and every call of that name copies the result; it has to close what it opens.
 */
export async function createTestDatabase(
  options: { template: string; prepare: PrepareTemplate } | Record<string, never> = {},
): Promise<TestDatabase> {
  const server = inject('testServer');
  const name = `${server.prefix}_${randomBytes(5).toString('hex')}`;
  await asAdmin(server.url, async (admin) => {
    const wanted = 'template' in options ? { name: options.template, prepare: options.prepare } : null;
    const template = await ensureTemplate(admin, { server, wanted });
    await admin.query(`CREATE DATABASE ${escapeIdentifier(name)} TEMPLATE ${escapeIdentifier(template)}`);
  });
  return openTestDatabase(urlsOf(server, name), () =>
    asAdmin(server.url, async (admin) => {
      await admin.query(`DROP DATABASE IF EXISTS ${escapeIdentifier(name)} WITH (FORCE)`);
    }),
  );
}

/** Makes an organisation the way the program does, and answers its id. */
export async function createTestOrganisation(database: TestDatabase, name = 'Test'): Promise<string> {
  const id = newId();
  const slug = `test-${randomBytes(6).toString('hex')}`;
  await inOrganisation(database.db, id, async (tx) => tx.insert(organisations).values({ id, name, slug }));
  return id;
}

function openTestDatabase(urls: DatabaseUrls, remove: () => Promise<void>): TestDatabase {
  const open = (url: string, poolMax: number) =>
    createDatabase({
      url,
      poolMax,
      applicationName: 'rota test',
      connectTimeoutMs: CONNECT_TIMEOUT_MS,
      // Tests hold locks until others have come.
      idleInTransactionMs: 0,
      onError: () => {
        // Tests cut connections on purpose; what matters fails where it is awaited.
      },
    });
  const app = open(urls.app, APP_POOL_MAX);
  const owner = open(urls.owner, OTHER_POOL_MAX);
  const engine = open(urls.engine, OTHER_POOL_MAX);
  let dropping: Promise<void> | undefined;
  const drop = async () => {
    await Promise.all([app.close(), owner.close(), engine.close()]);
    await remove();
  };
  const dropOnce = () => (dropping ??= drop());
  return {
    urls,
    db: app.db,
    owner: owner.db,
    engine: engine.db,
    drop: dropOnce,
    [Symbol.asyncDispose]: dropOnce,
  };
}

async function asAdmin(url: string, work: (admin: Client) => Promise<void>): Promise<void> {
  const admin = new Client({ connectionString: url });
  await admin.connect();
  try {
    await work(admin);
  } finally {
    await admin.end();
  }
}
