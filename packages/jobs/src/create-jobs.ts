import { endedJobStatuses, inOrganisation, type Database, type JobStatus, type Transaction } from '@rota/db';

import { readBatchRequest, type BatchRequest } from './batches/batch-request.ts';
import { BATCH_UPKEEP } from './batches/batch-upkeep-wake.ts';
import { writeBatch, type CreatedBatch } from './batches/create-batch.ts';
import { enqueue, type NewJob } from './enqueue.ts';
import type { JobRequest } from './job-request.ts';
import { sqlList } from './job-status.ts';
import { notifyOnCommit, type JobChange, type Notifier } from './notifications.ts';
import type { JobQueue, SqlExecutor } from './queue/job-queue.ts';
import { onTransaction } from './queue/on-transaction.ts';
import type { JobHandlerRegistry } from './registry.ts';
import { requireHandler, toJobTemplate, toNewJob } from './to-new-job.ts';
import { checkJobRequest } from './validation/check-job-request.ts';

/** `alreadyExisted`: the unique key is held by this living job, and nothing was written. */
export type CreatedJob = { id: string; type: string; status: JobStatus; alreadyExisted: boolean };

/** How the rest of the program makes jobs. */
export type JobsService = {
  /**
   * Writes the job's row and its message in one transaction: yours, if you hand one in.
   * @throws JobRequestError for an unknown type, an input that does not fit, or an option out of range
   */
  createAndEnqueueJob(request: JobRequest, tx?: Transaction): Promise<CreatedJob>;
  /**
   * Writes a batch in one transaction, yours if you hand one in; workers make its children from then on.
   * @throws JobRequestError before anything is written, with the faults of all inputs (`/items/17/input/fileId`)
   */
  createBatch(request: BatchRequest, tx?: Transaction): Promise<CreatedBatch>;
};

/** What it stands on; the queue is started. */
export type JobsServiceDeps = {
  /** The app role's database. */
  db: Database;
  queue: JobQueue;
  registry: JobHandlerRegistry;
  notifier: Notifier;
  now(): Date;
};

/** A living job found by its unique key may end before it is read; then the key is free again. */
const UNIQUE_KEY_TRIES = 3;

/** Creates jobs. */
export function createJobsService(deps: JobsServiceDeps): JobsService {
  async function create(job: NewJob, executor: SqlExecutor): Promise<CreatedJob> {
    const created = { id: job.id, type: job.type, status: job.status, alreadyExisted: false };
    for (let tries = 0; tries < UNIQUE_KEY_TRIES; tries += 1) {
      const written = await enqueue(executor, { queue: deps.queue, jobs: [job] });
      if (written.has(job.id)) return created;
      const living = await findLivingJob(executor, job);
      if (living !== undefined) return { ...living, type: job.type, alreadyExisted: true };
    }
    throw new Error(`the job that holds a unique key of ${job.type} came and went ${UNIQUE_KEY_TRIES} times`);
  }

  return {
    async createAndEnqueueJob(request, tx) {
      const job = await readRequest(request, deps);
      if (tx !== undefined) {
        const executor = onTransaction(tx);
        const created = await create(job, executor);
        if (created.id === job.id)
          await notifyOnCommit(executor, { change: toChange(job), queue: job.queue });
        return created;
      }
      const created = await inOrganisation(deps.db, job.orgId, (own) => create(job, onTransaction(own)));
      if (created.id === job.id) {
        if (job.messageId !== null) deps.notifier.wake(job.queue);
        deps.notifier.changed([toChange(job)]);
      }
      return created;
    },

    async createBatch(request, tx) {
      const batch = await readBatchRequest(request, deps);
      const { orgId } = request;
      if (tx !== undefined) {
        const executor = onTransaction(tx);
        const created = await writeBatch(executor, batch);
        await notifyOnCommit(executor, { change: { orgId, jobId: created.id }, queue: BATCH_UPKEEP });
        return created;
      }
      const created = await inOrganisation(deps.db, orgId, (own) => writeBatch(onTransaction(own), batch));
      deps.notifier.wake(BATCH_UPKEEP);
      deps.notifier.changed([{ orgId, jobId: created.id }]);
      return created;
    },
  };
}

const toChange = ({ orgId, id }: NewJob): JobChange => ({ orgId, jobId: id });

async function readRequest(request: JobRequest, { registry, now }: JobsServiceDeps): Promise<NewJob> {
  const handler = requireHandler(registry, request.type);
  const input = await checkJobRequest(request, handler.contract);
  return toNewJob(toJobTemplate(request, { handler, now: now() }), input);
}

async function findLivingJob(
  executor: SqlExecutor,
  { orgId, type, uniqueKey }: NewJob,
): Promise<{ id: string; status: JobStatus } | undefined> {
  const { rows } = await executor.executeSql<{ id: string; status: JobStatus }>(
    `SELECT id, status FROM jobs
     WHERE org_id = $1 AND type = $2 AND unique_key = $3 AND status NOT IN (${sqlList(endedJobStatuses)})`,
    [orgId, type, uniqueKey],
  );
  return rows[0];
}
