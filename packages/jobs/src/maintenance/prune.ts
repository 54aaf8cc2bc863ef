import type { Pool } from 'pg';

import { onConnection } from '../engine-transaction.ts';
import { FIRST, pruneJobsPage, type PruneCursor } from './prune-jobs.ts';
import { pruneRecords, type PrunedRecords } from './prune-records.ts';
import { toRetentionRows, type RetentionRules } from './retention.ts';

/** What one run removed. `isDone`: nothing more was due; else its time was up, and the next run goes on. */
export type PruneReport = PrunedRecords & { jobs: number; isDone: boolean };

/** What bounds a run. */
export type PruneRun = {
  signal: AbortSignal;
  /** After so long no further set is begun. */
  budgetMs: number;
  /** Told how many jobs are gone, after each round over the organisations. */
  onProgress?(jobs: number): void;
};

/** Removes what has been kept for long enough, over all organisations. */
export type Pruner = {
  /** May be stopped at any point and run again; two at once do no harm. */
  prune(run: PruneRun): Promise<PruneReport>;
};

/** A pruner on the engine's pool. */
export function createPruner({
  pool,
  retention,
  nowMs,
}: {
  pool: Pool;
  retention: RetentionRules;
  /** Monotonic. */
  nowMs(): number;
}): Pruner {
  const rules = toRetentionRows(retention);

  return {
    async prune({ signal, budgetMs, onProgress }) {
      const endsAt = nowMs() + budgetMs;
      const mayGoOn = () => nowMs() < endsAt && !signal.aborted;
      const records = await pruneRecords(pool, mayGoOn);
      const walks = new Map((await findOrganisationIds(pool)).map((orgId) => [orgId, FIRST]));
      let jobs = 0;
      while (walks.size > 0 && mayGoOn()) {
        jobs += await pruneRound(walks, mayGoOn);
        onProgress?.(jobs);
      }
      return { ...records, jobs, isDone: walks.size === 0 };
    },
  };

  /** One step in each organisation: one with millions of old jobs keeps nobody else's from being removed. */
  async function pruneRound(walks: Map<string, PruneCursor>, mayGoOn: () => boolean): Promise<number> {
    let jobs = 0;
    for (const [orgId, after] of walks) {
      if (!mayGoOn()) break;
      const { removed, next } = await pruneJobsPage(pool, { orgId, rules, after });
      jobs += removed;
      if (next === null) walks.delete(orgId);
      else walks.set(orgId, next);
    }
    return jobs;
  }
}

async function findOrganisationIds(pool: Pool): Promise<string[]> {
  const { rows } = await onConnection(pool).executeSql<{ id: string }>(
    'SELECT id FROM organisations ORDER BY id',
  );
  return rows.map(({ id }) => id);
}
