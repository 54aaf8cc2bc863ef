import type { Transaction } from '@rota/db';
import type { Pool } from 'pg';

import { carryMovesOn } from './carry-moves-on.ts';
import { hasMessage, type MovedJob } from './moved-job.ts';
import type { Notifier } from '../notifications.ts';
import { insertJobMessages } from '../queue/insert-job-messages.ts';
import type { JobQueue } from '../queue/job-queue.ts';
import type { SqlExecutor } from '../sql-executor.ts';
import { inEngineTransaction, inJoinableTransaction } from '../engine-transaction.ts';
import { returnTurns } from '../turns/return-turns.ts';

/** What moving jobs stands on. */
export type MoveDeps = {
  /** The engine role's pool. */
  pool: Pool;
  queue: JobQueue;
  notifier: Notifier;
};

/**
 * Moves jobs in one transaction, does what follows from it, and tells the workers and the streams after the commit.
 * @param move moves rows and answers those that moved
 * @returns what `move` answered
 */
export async function moveJobs(
  deps: MoveDeps,
  move: (executor: SqlExecutor) => Promise<MovedJob[]>,
): Promise<MovedJob[]> {
  return tell(
    deps,
    await inEngineTransaction(deps.pool, async (executor) => follow(executor, deps, await move(executor))),
  );
}

/** As {@link moveJobs}, in a transaction that drizzle's queries can join. */
export async function moveJobsJoined(
  deps: MoveDeps,
  move: (executor: SqlExecutor, tx: Transaction) => Promise<MovedJob[]>,
): Promise<MovedJob[]> {
  const moves = await inJoinableTransaction(deps.pool, async (executor, tx) =>
    follow(executor, deps, await move(executor, tx)),
  );
  return tell(deps, moves);
}

type Moves = { moved: MovedJob[]; followed: MovedJob[]; wakes: string[] };

async function follow(executor: SqlExecutor, { queue }: MoveDeps, moved: MovedJob[]): Promise<Moves> {
  const followed = await carryMovesOn(executor, moved);
  // Lines are locked last: others wait for them while they hold rows and batches.
  const left = moved.filter((job) => job.leftLine === true);
  await returnTurns(executor, left);
  const jobs = [...moved, ...followed].filter(hasMessage);
  return { moved, followed, wakes: await insertJobMessages(executor, { queue, jobs }) };
}

function tell({ notifier }: MoveDeps, { moved, followed, wakes }: Moves): MovedJob[] {
  for (const name of wakes) notifier.wake(name);
  notifier.changed([...moved, ...followed]);
  return moved;
}
