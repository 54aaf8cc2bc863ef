import { JobStateError, type JobControl } from '@rota/jobs';

import type { BulkAction } from './bulk-actions.repository.ts';

/** A set of jobs of one organisation, and what to do to them. Ids are uuids. */
export type JobMove = { action: BulkAction; orgId: string; jobIds: readonly string[]; note: string | null };

/**
 * Moves those of a set that can be moved.
 * @returns how many were; of a cancel, also those that are about to end
 */
export async function moveSet(jobControl: JobControl, { action, note, ...set }: JobMove): Promise<number> {
  switch (action) {
    case 'cancel': {
      const statuses = await jobControl.cancelJobs(set);
      return [...statuses.values()].filter((status) => status === 'cancelled' || status === 'processing')
        .length;
    }
    case 'retry':
      return retryOrHalve(jobControl, set);
    case 'resolve':
      return (await jobControl.resolveJobs({ ...set, note })).resolved.size;
  }
}

/** One whose unique key another job has keeps a whole set from being retried: the set is halved until it is alone. */
async function retryOrHalve(
  jobControl: JobControl,
  { orgId, jobIds }: { orgId: string; jobIds: readonly string[] },
): Promise<number> {
  try {
    return (await jobControl.retryJobs({ orgId, jobIds })).retried.size;
  } catch (error) {
    if (!(error instanceof JobStateError)) throw error;
    if (jobIds.length === 1) return 0;
    const middle = Math.ceil(jobIds.length / 2);
    const first = await retryOrHalve(jobControl, { orgId, jobIds: jobIds.slice(0, middle) });
    return first + (await retryOrHalve(jobControl, { orgId, jobIds: jobIds.slice(middle) }));
  }
}
