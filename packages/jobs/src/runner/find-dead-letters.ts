import type { JobError } from '@rota/db';

import { errorFingerprint } from '../error-fingerprint.ts';
import type { MovedJob } from '../moves/moved-job.ts';
import type { ClaimedJob } from './claim.ts';
import type { RunOutcome } from './outcome.ts';

/** A job that has just failed for good. Ids are uuids. */
export type DeadLetter = {
  orgId: string;
  jobId: string;
  type: string;
  error: JobError;
  /** Of the group that it belongs to. */
  fingerprint: string;
};

type EndedRun = { job: Pick<ClaimedJob, 'id'>; result: RunOutcome };

/** Those of a set of runs whose jobs are dead letters now. */
export function findDeadLetters(runs: readonly EndedRun[], moved: readonly MovedJob[]): DeadLetter[] {
  const failures = new Map(
    runs.flatMap(({ job, result }) => (result.outcome === 'failed' ? [[job.id, result.error] as const] : [])),
  );
  if (failures.size === 0) return [];
  return moved.flatMap(({ orgId, jobId, type, status }) => {
    const error = failures.get(jobId);
    if (error === undefined || status !== 'failed') return [];
    return [{ orgId, jobId, type, error, fingerprint: errorFingerprint(error) }];
  });
}
