import type { JobControl, OrganisationDatabase } from '@rota/jobs';

import {
  countActionable,
  findActionable,
  findCreatedAt,
  type BulkActionTarget,
  type BulkAction,
} from './bulk-actions.repository.ts';
import { findCheckpoint, saveCheckpoint } from './job-checkpoints.repository.ts';
import { moveSet } from './move-set.ts';
import type { JobFilter } from './jobs.repository.ts';
import { boundSearch } from './bound-search.ts';
import { jobNotFound, searchUnboundedForJob } from './jobs.errors.ts';

/** Jobs of one transaction. */
const SET_SIZE = 500;

/** What a job that acts on jobs does. */
export type BulkActionRunService = {
  /**
   * Takes the action on every job of the filter that was there when the acting job was made, a set at a time. Begun
   * again it goes on behind the last set that was saved; doing that set twice does no harm.
   */
  actOnJobs(request: {
    action: BulkAction;
    filter: JobFilter;
    note: string | null;
    signal: AbortSignal;
    onProgress(percent: number, changed: number): void;
  }): Promise<{ matched: number; changed: number }>;
};

/** How far an action has come. */
type Position = { matched: number; seen: number; changed: number; afterId: string | null };

/** @param deps the acting job, its organisation's database, and the engine, which moves */
export function createBulkActionRunService({
  orgId,
  jobId,
  db,
  jobControl,
}: {
  orgId: string;
  jobId: string;
  db: OrganisationDatabase;
  jobControl: JobControl;
}): BulkActionRunService {
  const save = (state: Position) => db.transaction((tx) => saveCheckpoint(tx, { orgId, jobId, state }));

  async function begin({ action, filter }: { action: BulkAction; filter: JobFilter }) {
    return db.transaction(async (tx) => {
      const asOf = await findCreatedAt(tx, { orgId, jobId });
      if (asOf === undefined) throw jobNotFound();
      const bounded = boundSearch(filter, { now: asOf, refuse: searchUnboundedForJob });
      const target: BulkActionTarget = { orgId, action, filter: bounded, asOf };
      // Written by this service alone.
      const saved = (await findCheckpoint(tx, { orgId, jobId })) as Position | undefined;
      if (saved !== undefined) return { target, position: saved };
      const matched = await countActionable(tx, target);
      return { target, position: { matched, seen: 0, changed: 0, afterId: null } };
    });
  }

  return {
    async actOnJobs({ note, signal, onProgress, ...request }) {
      const { target, position: start } = await begin(request);
      let position: Position = start;
      for (;;) {
        signal.throwIfAborted();
        const { afterId } = position;
        const jobIds = await db.transaction((tx) =>
          findActionable(tx, { ...target, afterId, limit: SET_SIZE }),
        );
        if (jobIds.length === 0) break;
        const moved = await moveSet(jobControl, { action: target.action, orgId, jobIds, note });
        position = {
          matched: position.matched,
          seen: position.seen + jobIds.length,
          changed: position.changed + moved,
          afterId: jobIds.at(-1) ?? null,
        };
        await save(position);
        onProgress((position.seen / Math.max(position.matched, 1)) * 100, position.changed);
      }
      return { matched: position.matched, changed: position.changed };
    },
  };
}
