import { inOrganisation, type Database, type Transaction } from '@rota/db';
import { isEnded, JobStateError, type JobControl, type JobsService, type ReplayRequest } from '@rota/jobs';

import type { AppError } from '../../errors/app-error.ts';
import {
  jobEnded,
  jobIsBatch,
  jobNotDeadLettered,
  jobNotEnded,
  jobNotFound,
  jobNotReplayable,
  jobNotRetryable,
  jobUniqueKeyTaken,
} from './jobs.errors.ts';
import { findJob, type JobKey, type JobRow } from './jobs.repository.ts';
import { toJobRow } from './to-job-row.ts';

/** What people do to a job; each answers the job as it stands after, and throws `job.not_found`. */
export type JobControlService = {
  /** @throws AppError `job.ended` of a job that is completed or failed */
  cancelJob(key: JobKey): Promise<JobRow>;
  /** @throws AppError `job.not_retryable`, `job.is_batch` or `job.unique_key_taken` */
  retryJob(key: JobKey): Promise<JobRow>;
  /** @throws AppError `job.not_dead_lettered` */
  resolveJob(request: JobKey & { note: string | null }): Promise<JobRow>;
  /**
   * Makes a job like one that has ended, in a transaction of its own or in yours.
   * @returns the new job
   * @throws JobRequestError when the input does not fit; AppError `job.not_ended` or `job.not_replayable`
   */
  replayJob(request: ReplayRequest, tx?: Transaction): Promise<JobRow>;
};

/** @param deps `db`: on the role of requests, to read with; `jobControl`: the engine's, which moves */
export function createJobControlService({
  db,
  jobControl,
  jobsService,
}: {
  db: Database;
  jobControl: JobControl;
  jobsService: Pick<JobsService, 'replayJob'>;
}): JobControlService {
  async function readJob({ orgId, jobId }: JobKey): Promise<JobRow> {
    const job = await inOrganisation(db, orgId, (tx) => findJob(tx, { orgId, jobId }));
    if (job === undefined) throw jobNotFound();
    return job;
  }

  return {
    async cancelJob(key) {
      const statuses = await jobControl.cancelJobs(toSet(key));
      const job = await readJob(key);
      const status = statuses.get(key.jobId) ?? job.status;
      // One whose end is on its way stays `processing`; whatever it comes to in the meantime, it was asked in time.
      if (isEnded(status) && status !== 'cancelled') throw jobEnded(status);
      return job;
    },

    async retryJob(key) {
      const { statuses, retried } = await jobControl.retryJobs(toSet(key)).catch((error: unknown) => {
        throw error instanceof JobStateError ? jobUniqueKeyTaken(error) : error;
      });
      const job = await readJob(key);
      if (retried.has(key.jobId)) return job;
      if (job.type === 'batch') throw jobIsBatch();
      throw jobNotRetryable(statuses.get(key.jobId) ?? job.status);
    },

    async resolveJob({ note, ...key }) {
      const { statuses } = await jobControl.resolveJobs({ ...toSet(key), note });
      const job = await readJob(key);
      if (job.resolvedAt === null) throw jobNotDeadLettered(statuses.get(key.jobId) ?? job.status);
      return job;
    },

    async replayJob(request, tx) {
      const created = await jobsService.replayJob(request, tx).catch((error: unknown) => {
        throw error instanceof JobStateError ? toReplayConflict(error) : error;
      });
      // It has no unique key, so that no living job can stand in its place.
      if (created?.written == null) throw jobNotFound();
      return toJobRow(created.written);
    },
  };
}

function toReplayConflict(error: JobStateError): AppError {
  return error.code === 'job.not_ended' ? jobNotEnded(error) : jobNotReplayable(error);
}

function toSet({ orgId, jobId }: JobKey) {
  return { orgId, jobIds: [jobId] };
}
