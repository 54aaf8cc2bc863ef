import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { drizzle } from 'drizzle-orm/node-postgres';
import { migrate as runMigrations } from 'drizzle-orm/node-postgres/migrator';
import { Client, type ClientBase } from 'pg';
import type { DatabaseUrls } from './database-urls.ts';
import { applyGrants } from './grants.ts';
import {
  LOCK_PATIENCE_DEFAULT,
  type LockPatience,
  WAITING_FOR_LOCK,
  withLockPatience,
} from './migrate-locks.ts';
import { ensureQueueSchema } from './queue-schema.ts';
import { checkRoles, ensureRoles, serverVersion } from './roles.ts';
import { DatabaseSetupError } from './setup-error.ts';

const MIGRATIONS_FOLDER = fileURLToPath(new URL('../migrations', import.meta.url));
const OLDEST_SERVER = 15;
// One number for every version of Rota: old and new starts exclude each other.
const MIGRATE_LOCK = 7_268_114_602;
const LOCK_POLL_MS = 100;
const LOCK_WAIT_MS = 300_000;

/** What is migrated, and how. */
export interface MigrateOptions {
  urls: DatabaseUrls;
  /** Told what was done, and what it waits for; pino fits. Default: silent. */
  logger?: { info(fields: object, message: string): void; warn(fields: object, message: string): void };
  /** How long it waits for locks that others hold. Default: 15 tries of 2 s, 2 s apart. */
  lockPatience?: Partial<LockPatience>;
}

/**
 * Brings a database to this version: roles, tables, policies, the queue's schema, privileges. May be repeated and may run
 * in several processes at once: one works, the others wait for it (at most five minutes) and find nothing left to do.
 * The queue's own tables are installed afterwards by `@rota/jobs`, on the engine's URL.
 *
 * @throws DatabaseSetupError when the server is too old, the login may not do it, or others hold a lock for too long; the
 * message says what to run.
 */
export async function migrate({ urls, logger, lockPatience }: MigrateOptions): Promise<void> {
  const startedAt = performance.now();
  const owner = new Client({
    connectionString: urls.owner,
    application_name: 'rota migrate',
    keepAlive: true,
  });
  owner.on('error', () => {
    // A lost connection also fails the statement in hand, which is where it is reported.
  });
  try {
    await owner.connect();
    await requireVersion(owner);
    await lock(owner);
    await owner.query(`SET search_path = public; SET statement_timeout = 0`);
    const pid = await limitLockWaits(owner, lockPatience);
    await withLockPatience(
      {
        waiters: () => [pid],
        ownerUrl: urls.owner,
        patience: lockPatience,
        onWaiting: (fields) => logger?.warn(fields, WAITING_FOR_LOCK),
      },
      async () => bringUpToDate(owner, urls),
    );
  } finally {
    // Ends the session, and the lock with it.
    await owner.end();
  }
  logger?.info({ durationMs: Math.round(performance.now() - startedAt) }, 'database is up to date');
}

/** Answers the session's process. */
async function limitLockWaits(owner: Client, patience?: Partial<LockPatience>): Promise<number> {
  const { timeoutMs } = { ...LOCK_PATIENCE_DEFAULT, ...patience };
  await owner.query(`SET lock_timeout = ${timeoutMs}`);
  const { rows } = await owner.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  return rows[0]?.pid ?? 0;
}

/** May be repeated from its beginning, wherever it ended. */
async function bringUpToDate(owner: Client, urls: DatabaseUrls): Promise<void> {
  await ensureRoles(owner, urls);
  await requireCreate(owner);
  await runMigrations(drizzle(owner), { migrationsFolder: MIGRATIONS_FOLDER });
  await ensureQueueSchema(owner);
  await applyGrants(owner);
  await checkRoles(owner, urls);
}

async function requireVersion(owner: ClientBase): Promise<void> {
  const major = Math.floor((await serverVersion(owner)) / 10_000);
  if (major < OLDEST_SERVER) {
    throw new DatabaseSetupError(
      `Rota needs PostgreSQL ${OLDEST_SERVER} or newer; this server is version ${major}`,
    );
  }
}

async function lock(owner: ClientBase): Promise<void> {
  // Asked for again and again instead of waited for: a waiting statement holds a snapshot, and an index built
  // concurrently by the one who has the lock would wait for that snapshot in turn.
  const giveUpAt = performance.now() + LOCK_WAIT_MS;
  for (;;) {
    const { rows } = await owner.query<{ got: boolean }>('SELECT pg_try_advisory_lock($1) AS got', [
      MIGRATE_LOCK,
    ]);
    if (rows[0]?.got === true) return;
    if (performance.now() > giveUpAt)
      throw new DatabaseSetupError('Another process has been migrating for five minutes');
    await delay(LOCK_POLL_MS);
  }
}

async function requireCreate(owner: ClientBase): Promise<void> {
  const { rows } = await owner.query<{ fit: boolean; login: string; database: string }>(
    `SELECT has_database_privilege(current_database(), 'CREATE') AND has_schema_privilege('public', 'CREATE') AS fit,
            quote_ident(current_user) AS login, quote_ident(current_database()) AS database`,
  );
  const row = rows[0];
  if (row === undefined || row.fit) return;
  throw new DatabaseSetupError('The login in DATABASE_URL has to own its database:', [
    `ALTER DATABASE ${row.database} OWNER TO ${row.login};`,
  ]);
}
