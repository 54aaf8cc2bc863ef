import type { JobPriority, JobStatus, RetryPolicy } from '@rota/db';

import type { JobCreator } from './created-by.ts';
import { JobStateError } from '../errors.ts';
import type { JobRequest } from './job-request.ts';
import { isEnded } from '../moves/job-status.ts';
import type { SqlExecutor } from '../sql-executor.ts';
import type { JobHandlerRegistry } from '../registry/registry.ts';

/** Which job to do again. Uuids. */
export type ReplayRequest = {
  orgId: string;
  jobId: string;
  createdBy: JobCreator;
  /** In place of the old job's. */
  input?: unknown;
};

const FIND_OLD = `
  SELECT type, status, input, priority, retry, timeout_seconds AS "timeoutSeconds", max_attempts_step AS "maxAttempts",
    subject_type AS "subjectType", subject_id AS "subjectId"
  FROM jobs WHERE org_id = $1 AND id = $2`;

type OldJob = {
  type: string;
  status: JobStatus;
  input: unknown;
  priority: JobPriority;
  retry: RetryPolicy;
  timeoutSeconds: number;
  maxAttempts: number;
  subjectType: string | null;
  subjectId: string | null;
};

/**
 * The request that does an ended job again: its type, input, priority, attempts, retry, timeout and subject. Not its
 * place in a batch, a workflow or a schedule, nor its unique key.
 *
 * @returns undefined for a job that is missing, or another organisation's
 * @throws JobStateError `job.not_ended`; `job.not_replayable` for a batch and for a type that is no longer made
 */
export async function toReplayedRequest(
  executor: SqlExecutor,
  replay: ReplayRequest,
  registry: Pick<JobHandlerRegistry, 'findUserJob'>,
): Promise<JobRequest | undefined> {
  const { orgId, jobId, createdBy } = replay;
  const { rows } = await executor.executeSql<OldJob>(FIND_OLD, [orgId, jobId]);
  const [old] = rows;
  if (old === undefined) return undefined;
  if (old.type === 'batch') throw new JobStateError('job.not_replayable', 'The job is a batch.');
  if (!isEnded(old.status)) throw new JobStateError('job.not_ended', 'The job has not ended.');
  if (registry.findUserJob(old.type) === undefined) {
    throw new JobStateError('job.not_replayable', `Jobs of the type ${old.type} are no longer made.`);
  }
  const { subjectType, subjectId, status: _status, ...options } = old;
  return {
    ...options,
    orgId,
    createdBy,
    input: replay.input === undefined ? old.input : replay.input,
    subject: subjectType === null || subjectId === null ? undefined : { type: subjectType, id: subjectId },
    replayOf: jobId,
  };
}
