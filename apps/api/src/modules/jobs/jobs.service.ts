import { inOrganisation, type Database, type PageRequest, type Transaction } from '@rota/db';
import { isEnded, type JobRequest, type JobsService } from '@rota/jobs';

import type { JobChangeHub } from './job-change-hub.ts';
import { jobNotFound } from './jobs.errors.ts';
import {
  findJob,
  findJobStatus,
  listJobLogs,
  listJobRuns,
  listJobs,
  type JobFilter,
  type JobKey,
  type JobLogRow,
  type JobParts,
  type JobRow,
  type JobRunRow,
} from './jobs.repository.ts';

/** Jobs as an organisation makes and sees them; the engine's `JobsService` is behind it. */
export type OrganisationJobsService = {
  /**
   * @returns the job as it stands right after; `alreadyExisted`: a living job holds the unique key, none was made
   * @throws JobRequestError for an unknown type, an input that does not fit, or an option out of range
   */
  createJob(request: JobRequest): Promise<{ job: JobRow; alreadyExisted: boolean }>;
  /** @throws AppError `job.not_found`, as do all that name a job */
  getJob(key: JobKey): Promise<JobRow>;
  /** The job as soon as it has ended, or as it stands when the time is up or the signal is aborted. */
  waitForEnd(key: JobKey, options: { waitMs: number; signal: AbortSignal }): Promise<JobRow>;
  listJobs(request: {
    orgId: string;
    filter: JobFilter;
    parts: JobParts;
    page: PageRequest;
  }): Promise<JobRow[]>;
  /** Oldest first. */
  listLogs(key: JobKey, page: { afterId: number; limit: number }): Promise<JobLogRow[]>;
  /** Newest first. */
  listRuns(key: JobKey, page: PageRequest): Promise<JobRunRow[]>;
};

/** The net under lost notifications: those who wait look at least this often. */
const LOOK_AGAIN_MS = 5_000;

export function createOrganisationJobsService({
  db,
  jobsService,
  changes,
  nowMs,
}: {
  db: Database;
  jobsService: JobsService;
  changes: JobChangeHub;
  /** Monotonic. */
  nowMs(): number;
}): OrganisationJobsService {
  async function getJob(key: JobKey): Promise<JobRow> {
    const job = await inOrganisation(db, key.orgId, (tx) => findJob(tx, key));
    if (job === undefined) throw jobNotFound();
    return job;
  }

  /** Reads what belongs to a job, once it is sure that the job is the organisation's. */
  function ofJob<T>(key: JobKey, read: (tx: Transaction) => Promise<T>): Promise<T> {
    return inOrganisation(db, key.orgId, async (tx) => {
      if ((await findJobStatus(tx, key)) === undefined) throw jobNotFound();
      return read(tx);
    });
  }

  return {
    async createJob(request) {
      // One transaction: a caller who is not answered has made no job.
      return inOrganisation(db, request.orgId, async (tx) => {
        const { id, alreadyExisted } = await jobsService.createAndEnqueueJob(request, tx);
        const job = await findJob(tx, { orgId: request.orgId, jobId: id });
        if (job === undefined) throw jobNotFound();
        return { job, alreadyExisted };
      });
    },

    getJob,

    async waitForEnd(key, { waitMs, signal }) {
      const deadline = nowMs() + waitMs;
      // Before the first look, so that no change falls between look and wait.
      const watch = changes.watchJob(key.jobId);
      try {
        for (;;) {
          const status = await inOrganisation(db, key.orgId, (tx) => findJobStatus(tx, key));
          if (status === undefined) throw jobNotFound();
          const leftMs = deadline - nowMs();
          if (isEnded(status) || leftMs <= 0 || signal.aborted) break;
          await watch.next({ withinMs: Math.min(leftMs, LOOK_AGAIN_MS), signal });
        }
      } finally {
        watch.close();
      }
      return getJob(key);
    },

    listJobs: (request) => inOrganisation(db, request.orgId, (tx) => listJobs(tx, request)),
    listLogs: (key, page) => ofJob(key, (tx) => listJobLogs(tx, { ...key, ...page })),
    listRuns: (key, page) => ofJob(key, (tx) => listJobRuns(tx, { ...key, page })),
  };
}
