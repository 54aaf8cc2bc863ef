import type { JobStatus, Transaction } from '@rota/db';
import type { Pool } from 'pg';

import { readBatchRequest, type BatchRequest } from './batches/batch-request.ts';
import { BATCH_UPKEEP } from './batches/batch-upkeep-wake.ts';
import { writeBatch, type CreatedBatch } from './batches/create-batch.ts';
import { createCoalescer } from './coalesce-creates.ts';
import { createSet, type CreatedJob } from './create-set.ts';
import type { JobDraft } from './dependencies/wait-for-parents.ts';
import { inEngineTransaction } from './engine-transaction.ts';
import type { JobRequest } from './job-request.ts';
import { notifyOnCommit, type JobChange, type Notifier } from './notifications.ts';
import type { JobQueue } from './queue/job-queue.ts';
import { onTransaction } from './queue/on-transaction.ts';
import type { JobHandlerRegistry } from './registry.ts';
import type { TableStatistics } from './table-statistics.ts';
import { readJobRequest, readJobRequests } from './read-job-requests.ts';

export type { CreatedJob } from './create-set.ts';

/** How the rest of the program makes jobs. */
export type JobsService = {
  /**
   * Writes the job's row and its message in one transaction: yours, if you hand one in. Else creates that come together
   * share one.
   * @throws JobRequestError for an unknown type, an input that does not fit, an option out of range, or jobs that cannot
   * be waited for
   */
  createAndEnqueueJob(request: JobRequest, tx?: Transaction): Promise<CreatedJob>;

  /**
   * Writes up to 1,000 jobs in one transaction, all or none.
   * @returns a job for each request, in their order: where a unique key is taken, also within the call, the living one
   * @throws JobRequestError `job.request_invalid` with the faults of all requests, each below `/jobs/{index}`
   */
  createAndEnqueueJobs(requests: readonly JobRequest[], tx?: Transaction): Promise<CreatedJob[]>;

  /**
   * Writes a batch in one transaction, yours if you hand one in; workers make its children from then on.
   * @throws JobRequestError before anything is written, with the faults of all inputs (`/items/17/input/fileId`)
   */
  createBatch(request: BatchRequest, tx?: Transaction): Promise<CreatedBatch>;
};

/** What it stands on; the queue is started. */
export type JobsServiceDeps = {
  /** The engine role's pool: for creates in transactions of their own. */
  pool: Pool;
  queue: JobQueue;
  registry: Pick<JobHandlerRegistry, 'findUserJob'>;
  notifier: Notifier;
  statistics: TableStatistics;
  now(): Date;
};

/** Creates jobs. */
export function createJobsService(deps: JobsServiceDeps): JobsService {
  const { pool, queue, notifier, registry, statistics } = deps;
  const coalescer = createCoalescer((jobs) =>
    createHere(jobs.map((job) => ({ job, dependsOn: [], pointer: '' }))),
  );

  async function createHere(drafts: readonly JobDraft[]): Promise<CreatedJob[]> {
    const created = await inEngineTransaction(pool, (executor) => createSet(executor, { queue, drafts }));
    const written = findWritten(drafts, created);
    for (const name of queuesOf(written)) notifier.wake(name);
    notifier.changed(written);
    statistics.countCreated(written.length);
    return created;
  }

  async function createIn(tx: Transaction, drafts: readonly JobDraft[]): Promise<CreatedJob[]> {
    const executor = onTransaction(tx);
    const created = await createSet(executor, { queue, drafts });
    const written = findWritten(drafts, created);
    await notifyOnCommit(executor, { changes: written, queues: queuesOf(written) });
    statistics.countCreated(written.length);
    return created;
  }

  return {
    async createAndEnqueueJob(request, tx) {
      const draft = await readJobRequest(request, { registry, now: deps.now(), pointer: '' });
      if (tx === undefined && draft.dependsOn.length === 0) return coalescer.create(draft.job);
      const [created] = await (tx === undefined ? createHere([draft]) : createIn(tx, [draft]));
      if (created === undefined) throw new Error('a job was written and not answered');
      return created;
    },

    async createAndEnqueueJobs(requests, tx) {
      const drafts = await readJobRequests(requests, { registry, now: deps.now() });
      return tx === undefined ? createHere(drafts) : createIn(tx, drafts);
    },

    async createBatch(request, tx) {
      const batch = await readBatchRequest(request, deps);
      const { orgId } = request;
      if (tx !== undefined) {
        const executor = onTransaction(tx);
        const created = await writeBatch(executor, batch);
        await notifyOnCommit(executor, { changes: [{ orgId, jobId: created.id }], queues: [BATCH_UPKEEP] });
        return created;
      }
      const created = await inEngineTransaction(pool, (executor) => writeBatch(executor, batch));
      notifier.wake(BATCH_UPKEEP);
      notifier.changed([{ orgId, jobId: created.id }]);
      return created;
    },
  };
}

type WrittenJob = JobChange & { queue: string; status: JobStatus };

function findWritten(drafts: readonly JobDraft[], created: readonly CreatedJob[]): WrittenJob[] {
  return drafts.flatMap(({ job: { id, orgId, queue } }, index) => {
    const answer = created[index];
    return answer?.id === id ? [{ orgId, jobId: id, queue, status: answer.status }] : [];
  });
}

/** The queues that have new messages. */
function queuesOf(written: readonly WrittenJob[]): string[] {
  return [...new Set(written.filter(({ status }) => status === 'pending').map(({ queue }) => queue))];
}
