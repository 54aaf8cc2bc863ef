import type { Transaction } from '@rota/db';
import type { Pool } from 'pg';

import { committingEarly, reachDisk } from '../early-commit.ts';
import { inEngineTransaction, retryConflicts } from '../engine-transaction.ts';
import { notifyOnCommit, type JobChange, type Notifier } from '../notifications.ts';
import type { SqlExecutor } from '../sql-executor.ts';
import { onTransaction } from '../queue/on-transaction.ts';
import type { TableStatistics } from '../maintenance/table-statistics.ts';

/** What a transaction has written, and who is to hear of it once it has committed. */
export type Written<T> = {
  created: T;
  /** The jobs that it wrote. */
  changes: readonly JobChange[];
  /** The queues that have new messages. */
  queues: readonly string[];
};

/** What was created by a transaction that has ended, or goes on in the caller's hands. */
export type Committed<T> = {
  created: T;
  /** Resolves when the commit is on the disk. Until then a crash of the server takes it back, and its caller is not answered. */
  reachesDisk(): Promise<void>;
};

type TellDeps = {
  /** The engine role's. */
  pool: Pool;
  notifier: Notifier;
  statistics: TableStatistics;
};

/**
 * Writes in the caller's transaction if there is one, else in one of the engine's, and tells workers of it after the commit.
 * @param way.isOneStatement what `write` runs on the engine's connections is one statement: it is its own transaction, and
 * commits early
 */
export async function writeAndTell<T>(
  { pool, notifier, statistics }: TellDeps,
  { tx, isOneStatement = false }: { tx: Transaction | undefined; isOneStatement?: boolean },
  write: (executor: SqlExecutor) => Promise<Written<T>>,
): Promise<Committed<T>> {
  if (tx !== undefined) {
    const executor = onTransaction(tx);
    const { created, ...written } = await write(executor);
    await notifyOnCommit(executor, written);
    statistics.countCreated(written.changes.length);
    return { created, reachesDisk: isThere };
  }
  const { created, changes, queues } = isOneStatement
    ? await retryConflicts(() => write(committingEarly(pool)))
    : await inEngineTransaction(pool, write);
  for (const name of queues) notifier.wake(name);
  notifier.changed(changes);
  statistics.countCreated(changes.length);
  return { created, reachesDisk: isOneStatement ? () => reachDisk(pool) : isThere };
}

async function isThere(): Promise<void> {}
