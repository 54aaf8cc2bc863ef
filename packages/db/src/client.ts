import { sql } from 'drizzle-orm';
import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres';
import { Pool } from 'pg';
import * as schema from './schema/index.ts';
import { silenceWatchingClient } from './silence-watch.ts';
import { APP_ROLE } from './schema/policies.ts';

/** Tables and queries of Rota on one pool. */
export type Database = NodePgDatabase<typeof schema>;

/** An open transaction of a {@link Database}; what repositories take. */
export type Transaction = Parameters<Parameters<Database['transaction']>[0]>[0];

/** Tables and queries on a pool that is there already. */
export function databaseOn(pool: Pool): Database {
  return drizzle(pool, { schema });
}

/** Where a pool connects, and its bounds. */
export interface DatabaseOptions {
  url: string;
  /** Shown in `pg_stat_activity`, so that an operator sees whose connection it is. */
  applicationName: string;
  /** Most connections of this pool. */
  poolMax: number;
  /** Told of connections that broke; the pool replaces them by itself. */
  onError: (error: Error) => void;
  /** How long a caller waits for a connection, in milliseconds. Default 4,000: an API answers 503 within 5 s. */
  connectTimeoutMs?: number;
  /** The server ends a statement that runs longer, in milliseconds. Default: no limit. */
  statementTimeoutMs?: number;
  /** The server ends a statement that waits longer for a lock, in milliseconds. Default: no limit. */
  lockTimeoutMs?: number;
  /**
   * The server ends a transaction in which it has heard nothing for so long, in milliseconds: its client may have vanished
   * without a word, and its locks would stand in everybody's way for hours. Default 20,000.
   */
  idleInTransactionMs?: number;
  /** After so long without an answer it is asked whether the server works on one, in milliseconds. Default 8,000. */
  silenceMs?: number;
}

/** Longer than a client needs to see by itself that its connection leads nowhere. */
const IDLE_IN_TRANSACTION_MS = 20_000;

/**
 * A connection that nobody has used for so long is closed. Longer than the driver's 10 s: the first statements on a connection
 * take a multiple of what they take later, as the server learns the tables and plans the statements there.
 */
const IDLE_TIMEOUT_MS = 600_000;

/** A pool in two forms: for drizzle's queries, and for statements as text. */
export interface DatabaseConnection {
  db: Database;
  pool: Pool;
  /** Waits for the statements in hand and closes every connection. May be called again. */
  close(): Promise<void>;
}

/**
 * A pool and drizzle on top of it. Connections are opened when they are needed, so this succeeds while the server is
 * away. Session pooling only: a transaction pooler between here and the server breaks LISTEN and named statements.
 */
export function createDatabase(options: DatabaseOptions): DatabaseConnection {
  const pool = new Pool({
    connectionString: options.url,
    application_name: options.applicationName,
    max: options.poolMax,
    idleTimeoutMillis: IDLE_TIMEOUT_MS,
    connectionTimeoutMillis: options.connectTimeoutMs ?? 4000,
    Client: silenceWatchingClient(options.silenceMs),
    // For connections with nothing to do: the kernel asks after 5 s, and gives up ten seconds later.
    keepAlive: true,
    keepAliveInitialDelayMillis: 5000,
    idle_in_transaction_session_timeout: options.idleInTransactionMs ?? IDLE_IN_TRANSACTION_MS,
    ...(options.statementTimeoutMs === undefined ? {} : { statement_timeout: options.statementTimeoutMs }),
    ...(options.lockTimeoutMs === undefined ? {} : { lock_timeout: options.lockTimeoutMs }),
  });
  // The pool listens to idle connections only; one that breaks between two statements of a transaction would otherwise
  // be an unhandled 'error' event and end the process.
  pool.on('connect', (client) => client.on('error', options.onError));
  pool.on('error', () => {
    // Already reported by the connection itself.
  });
  let closing: Promise<void> | undefined;
  return {
    db: drizzle(pool, { schema }),
    pool,
    close: () => (closing ??= pool.end()),
  };
}

/**
 * One transaction that sees and writes the rows of one organisation only, on the role `rota_app`: the second wall behind
 * the organisation filter in every query. Commits when `work` returns, rolls back when it throws. The setting ends with
 * the transaction, so a pooled connection carries nothing over.
 */
export async function inOrganisation<T>(
  db: Database,
  orgId: string,
  work: (tx: Transaction) => Promise<T>,
): Promise<T> {
  return db.transaction(async (tx) => {
    await tx.execute(sql`select set_config('app.org_id', ${orgId}, true)`);
    return work(tx);
  });
}

/**
 * Runs `work` on the role `rota_app` and for one organisation, inside a transaction of the engine's role, and gives the rest
 * of the transaction back to the engine: rows of both commit together.
 *
 * @param statementTimeoutMs the server ends a statement of `work` that runs longer
 */
export async function asOrganisation<T>(
  engineTx: Transaction,
  { orgId, statementTimeoutMs }: { orgId: string; statementTimeoutMs: number },
  work: (tx: Transaction) => Promise<T>,
): Promise<T> {
  await engineTx.execute(sql`
    select set_config('app.org_id', ${orgId}, true), set_config('statement_timeout', ${String(statementTimeoutMs)}, true),
      set_config('role', ${APP_ROLE}, true)`);
  const result = await work(engineTx);
  await engineTx.execute(sql`
    select set_config('role', 'none', true), set_config('statement_timeout', '0', true), set_config('app.org_id', '', true)`);
  return result;
}

/**
 * One transaction in which the API key with this hash can be read, whichever organisation it belongs to, and nothing
 * else. For authentication only, where the organisation is not yet known.
 */
export async function withKeyHash<T>(
  db: Database,
  keyHash: string,
  work: (tx: Transaction) => Promise<T>,
): Promise<T> {
  return db.transaction(async (tx) => {
    await tx.execute(sql`select set_config('app.key_hash', ${keyHash}, true)`);
    return work(tx);
  });
}
