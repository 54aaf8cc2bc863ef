import { inOrganisation, type Database } from '@rota/db';
import { isEnded, JobStateError, type JobControl } from '@rota/jobs';

import {
  jobEnded,
  jobIsBatch,
  jobNotDeadLettered,
  jobNotFound,
  jobNotRetryable,
  jobUniqueKeyTaken,
} from './jobs.errors.ts';
import { findJob, type JobKey, type JobRow } from './jobs.repository.ts';

/** What people do to a job; each answers the job as it stands after, and throws `job.not_found`. */
export type JobControlService = {
  /** @throws AppError `job.ended` of a job that is completed or failed */
  cancelJob(key: JobKey): Promise<JobRow>;
  /** @throws AppError `job.not_retryable`, `job.is_batch` or `job.unique_key_taken` */
  retryJob(key: JobKey): Promise<JobRow>;
  /** @throws AppError `job.not_dead_lettered` */
  resolveJob(request: JobKey & { note: string | null }): Promise<JobRow>;
};

/** @param deps `db`: on the role of requests, to read with; `jobControl`: the engine's, which moves */
export function createJobControlService({
  db,
  jobControl,
}: {
  db: Database;
  jobControl: JobControl;
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
  };
}

function toSet({ orgId, jobId }: JobKey) {
  return { orgId, jobIds: [jobId] };
}
