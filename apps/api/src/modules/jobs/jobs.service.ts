import { inOrganisation, type Database, type PageRequest, type Transaction } from '@rota/db';
import type { CreatedJob, JobRequest, JobsService } from '@rota/jobs';

import { listJobLogs, type JobLogRow } from './job-logs.repository.ts';
import { listJobRuns, type JobRunRow } from './job-runs.repository.ts';
import type { JobChangeHub } from './streams/job-change-hub.ts';
import { boundSearch } from './bound-search.ts';
import { jobNotFound, searchUnbounded } from './jobs.errors.ts';
import { findJob, findJobs, findJobStatus, listJobs, type JobKey, type JobRow } from './jobs.repository.ts';
import { toJobRow } from './to-job-row.ts';
import { waitForJobEnd, type JobWait } from './wait-for-job-end.ts';

export type { JobKey } from './jobs.repository.ts';

/** Jobs as an organisation makes and sees them; the engine's `JobsService` is behind it. */
export type OrganisationJobsService = {
  /**
   * Makes it in your transaction; without one, creates that come together share one.
   * @returns the job as it was made; `alreadyExisted`: a living job holds the unique key, none was made
   * @throws JobRequestError for an unknown type, an input that does not fit, or an option out of range
   */
  createJob(request: JobRequest, tx?: Transaction): Promise<{ job: JobRow; alreadyExisted: boolean }>;
  /**
   * Makes up to 1,000 jobs of an organisation, all or none.
   * @returns a job for each request, in their order: where a unique key is taken, the living one
   * @throws JobRequestError with the faults of all of them, each below `/jobs/{index}`
   */
  createJobs(set: { orgId: string; requests: readonly JobRequest[] }, tx?: Transaction): Promise<JobRow[]>;
  /**
   * The job: with `waitMs` as soon as it has ended, or as it stands when the time is up or the signal is aborted.
   * @throws AppError `job.not_found`, as do all that name a job
   */
  getJob(key: JobKey, wait: JobWait): Promise<JobRow>;
  /**
   * Newest first. Text is looked for among jobs of one type made in the last 7 days.
   * @throws AppError of kind `invalid` for a search without exactly one type
   */
  listJobs(request: Parameters<typeof listJobs>[1]): Promise<JobRow[]>;
  /** Oldest first; those after `afterId` and after the page before. */
  listLogs(key: JobKey, lines: { afterId: number; page: PageRequest }): Promise<JobLogRow[]>;
  /** Newest first. */
  listRuns(key: JobKey, page: PageRequest): Promise<JobRunRow[]>;
};

/** The service on the role of requests. */
export function createOrganisationJobsService({
  db,
  jobsService,
  changes,
  now,
  nowMs,
}: {
  db: Database;
  jobsService: JobsService;
  changes: JobChangeHub;
  now(): Date;
  /** Monotonic. */
  nowMs(): number;
}): OrganisationJobsService {
  /** Jobs as they were written; those that already existed are read. */
  async function readCreated(
    created: readonly CreatedJob[],
    { orgId, tx }: { orgId: string; tx: Transaction | undefined },
  ): Promise<JobRow[]> {
    const rows = new Map(created.flatMap(({ id, written }) => (written ? [[id, toJobRow(written)]] : [])));
    const jobIds = created.map(({ id }) => id).filter((id) => !rows.has(id));
    if (jobIds.length > 0) {
      const read = (open: Transaction) => findJobs(open, { orgId, jobIds });
      const living = tx === undefined ? await inOrganisation(db, orgId, read) : await read(tx);
      for (const row of living) rows.set(row.id, row);
    }
    return created.map(({ id }) => {
      const row = rows.get(id);
      if (row === undefined) throw jobNotFound();
      return row;
    });
  }

  /** Reads what belongs to a job, once it is sure that the job is the organisation's. */
  function ofJob<T>(key: JobKey, read: (tx: Transaction) => Promise<T>): Promise<T> {
    return inOrganisation(db, key.orgId, async (tx) => {
      if ((await findJobStatus(tx, key)) === undefined) throw jobNotFound();
      return read(tx);
    });
  }

  return {
    async createJob(request, tx) {
      const created = await jobsService.createAndEnqueueJob(request, tx);
      const [job] = await readCreated([created], { orgId: request.orgId, tx });
      if (job === undefined) throw jobNotFound();
      return { job, alreadyExisted: created.alreadyExisted };
    },

    async createJobs({ orgId, requests }, tx) {
      return readCreated(await jobsService.createAndEnqueueJobs(requests, tx), { orgId, tx });
    },

    async getJob(key, wait) {
      if (wait.waitMs > 0) await waitForJobEnd({ ...key, ...wait }, { db, changes, nowMs });
      const job = await inOrganisation(db, key.orgId, (tx) => findJob(tx, key));
      if (job === undefined) throw jobNotFound();
      return job;
    },

    async listJobs(request) {
      const filter = boundSearch(request.filter, {
        now: now(),
        refuse: (message) => searchUnbounded('list', message),
      });
      return inOrganisation(db, request.orgId, (tx) => listJobs(tx, { ...request, filter }));
    },

    listLogs(key, { afterId, page }) {
      const lines = { afterId: Math.max(afterId, Number(page.after ?? 0)), limit: page.limit + 1 };
      return ofJob(key, (tx) => listJobLogs(tx, { ...key, ...lines }));
    },
    listRuns: (key, page) => ofJob(key, (tx) => listJobRuns(tx, { ...key, page })),
  };
}
