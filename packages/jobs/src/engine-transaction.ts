import { createHash } from 'node:crypto';

import { databaseOn, isTransactionConflict, type Transaction } from '@rota/db';
import type { ClientBase, Pool } from 'pg';

import type { SqlExecutor } from './sql-executor.ts';
import { onTransaction } from './queue/on-transaction.ts';

/**
 * The engine's statements have few texts and run all the time: named, the server parses and plans each once
 * a connection, which doubles the rate of small batches. Bounded, for texts that vary (a batch size, say).
 */
const STATEMENT_NAMES_MAX = 200;
const statementNames = new Map<string, string>();

function statementName(text: string): string | undefined {
  const known = statementNames.get(text);
  if (known !== undefined || statementNames.size >= STATEMENT_NAMES_MAX) return known;
  const name = createHash('sha1').update(text).digest('base64url');
  statementNames.set(text, name);
  return name;
}

/** Runs statements on the engine's pool, or on one of its connections inside a transaction. */
export function onConnection(connection: Pool | ClientBase): SqlExecutor {
  return {
    owner: 'engine',
    executeSql(text: string, values?: unknown[]) {
      // Without parameters a text may hold several statements, which cannot be prepared.
      if (values === undefined || values.length === 0) return connection.query(text);
      const name = statementName(text);
      return connection.query(name === undefined ? { text, values } : { name, text, values });
    },
  };
}

/** Tries of one transaction. In a circle of waiting ones PostgreSQL ends one, so that the others go on. */
const TRIES_MAX = 5;

/**
 * Runs `work` in one transaction of the engine's pool, and again when it ends by a deadlock or a serialization failure:
 * `work` changes nothing but rows, or nothing before its last statement.
 *
 * @throws what `work` or the commit throws; a conflict after five tries
 */
export async function inEngineTransaction<T>(
  pool: Pool,
  work: (executor: SqlExecutor) => Promise<T>,
): Promise<T> {
  return retryConflicts(() => tryTransaction(pool, work));
}

/**
 * Does `work`, which is one transaction or one statement, again when it conflicts with others; see
 * {@link inEngineTransaction}.
 */
export async function retryConflicts<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await work();
    } catch (error) {
      if (!isTransactionConflict(error) || tries === TRIES_MAX) throw error;
    }
  }
}

/** As {@link inEngineTransaction}, in a transaction that drizzle's queries can join. */
export function inJoinableTransaction<T>(
  pool: Pool,
  work: (executor: SqlExecutor, tx: Transaction) => Promise<T>,
): Promise<T> {
  return retryConflicts(() =>
    databaseOn(pool).transaction((tx) => work({ ...onTransaction(tx), owner: 'engine' }, tx)),
  );
}

async function tryTransaction<T>(pool: Pool, work: (executor: SqlExecutor) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query('BEGIN');
    const result = await work(onConnection(client));
    await client.query('COMMIT');
    return result;
  } catch (error) {
    await client.query('ROLLBACK').catch((rollbackError: Error) => {
      broken = rollbackError;
    });
    throw error;
  } finally {
    // A connection that could not roll back is thrown away, not pooled.
    client.release(broken);
  }
}
