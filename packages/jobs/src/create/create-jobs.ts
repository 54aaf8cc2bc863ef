import type { Transaction } from '@rota/db';
import type { Pool } from 'pg';

import { readBatchRequest, type BatchRequest } from '../batches/batch-request.ts';
import { BATCH_WAKE } from '../batches/batch-wake.ts';
import { writeBatch, type CreatedBatch } from '../batches/create-batch.ts';
import { createCoalescer } from './coalesce-creates.ts';
import { createSet, isOneStatementSet, type CreatedJob } from './create-set.ts';
import type { JobDraft } from './job-draft.ts';
import { onConnection } from '../engine-transaction.ts';
import type { JobRequest } from './job-request.ts';
import type { JobChange, Notifier } from '../notifications.ts';
import type { JobQueue } from '../queue/job-queue.ts';
import { onTransaction } from '../queue/on-transaction.ts';
import type { JobHandlerRegistry } from '../registry/registry.ts';
import { toReplayedRequest, type ReplayRequest } from './replay.ts';
import type { TableStatistics } from '../maintenance/table-statistics.ts';
import { readWorkflow } from '../workflows/read-workflow.ts';
import type { WorkflowRequest } from '../workflows/workflow-request.ts';
import { writeWorkflow, type CreatedWorkflow } from '../workflows/write-workflow.ts';
import { writeAndTell, type Committed, type Written } from './write-and-tell.ts';
import { readJobRequest, readJobRequests } from './read-job-requests.ts';

export { toReceipt } from './create-set.ts';
export type { CreatedJob, JobReceipt, WrittenJob } from './create-set.ts';

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
   * Does an ended job again, as a new job with `replayOf`, in a transaction of its own or yours.
   * @returns undefined when the organisation has no such job
   * @throws JobStateError `job.not_ended`; `job.not_replayable` for a batch and for a type that is no longer made
   * @throws JobRequestError `job.input_invalid` for an input, given or old, that does not fit the type as it is now
   */
  replayJob(request: ReplayRequest, tx?: Transaction): Promise<CreatedJob | undefined>;

  /**
   * Writes a graph of up to 1,000 jobs in one transaction, yours if you hand one in.
   * @throws JobRequestError `workflow.invalid` with every fault of the graph and of its inputs (`/nodes/2/dependsOn/0`)
   */
  createWorkflow(request: WorkflowRequest, tx?: Transaction): Promise<CreatedWorkflow>;

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
  const { pool, queue, registry } = deps;
  const coalescer = createCoalescer((jobs) =>
    writeDrafts(jobs.map((job) => ({ job, dependsOn: [], pointer: '' }))),
  );

  function writeDrafts(drafts: readonly JobDraft[], tx?: Transaction): Promise<Committed<CreatedJob[]>> {
    return writeAndTell(deps, { tx, isOneStatement: isOneStatementSet(drafts) }, async (executor) => {
      const created = await createSet(executor, { queue, drafts });
      return { created, ...toTell(drafts, created) };
    });
  }

  async function createDrafts(drafts: readonly JobDraft[], tx?: Transaction): Promise<CreatedJob[]> {
    const { created, reachesDisk } = await writeDrafts(drafts, tx);
    await reachesDisk();
    return created;
  }

  async function createJob(request: JobRequest, tx?: Transaction): Promise<CreatedJob> {
    const draft = await readJobRequest(request, { registry, now: deps.now(), pointer: '' });
    if (tx === undefined && draft.dependsOn.length === 0) return coalescer.create(draft.job);
    const [created] = await createDrafts([draft], tx);
    if (created === undefined) throw new Error('a job was written and not answered');
    return created;
  }

  return {
    createAndEnqueueJob: createJob,

    async createAndEnqueueJobs(requests, tx) {
      return createDrafts(await readJobRequests(requests, { registry, now: deps.now() }), tx);
    },

    async replayJob(request, tx) {
      const executor = tx === undefined ? onConnection(pool) : onTransaction(tx);
      const replayed = await toReplayedRequest(executor, request, registry);
      return replayed && createJob(replayed, tx);
    },

    async createWorkflow(request, tx) {
      const workflow = await readWorkflow(request, { registry, now: deps.now() });
      const drafts = workflow.jobs.map((job) => ({ job }));
      const { created } = await writeAndTell(deps, { tx }, async (executor) => {
        const written = await writeWorkflow(executor, { queue, workflow });
        return { created: written, ...toTell(drafts, workflow.jobs) };
      });
      return created;
    },

    async createBatch(request, tx) {
      const batch = await readBatchRequest(request, deps);
      const { created } = await writeAndTell(deps, { tx }, async (executor) => {
        const written = await writeBatch(executor, batch);
        const changes = [{ orgId: request.orgId, jobId: written.id }];
        return { created: written, changes, queues: [BATCH_WAKE] };
      });
      return created;
    },
  };
}

/** Of the drafts those that were written, and not answered by a living job. */
function toTell(
  drafts: readonly Pick<JobDraft, 'job'>[],
  created: readonly Pick<CreatedJob, 'id' | 'status'>[],
): Omit<Written<unknown>, 'created'> {
  const changes: JobChange[] = [];
  const queues = new Set<string>();
  for (const [index, { job }] of drafts.entries()) {
    const answer = created[index];
    if (answer?.id !== job.id) continue;
    changes.push({ orgId: job.orgId, jobId: job.id });
    if (answer.status === 'pending') queues.add(job.queue);
  }
  return { changes, queues: [...queues] };
}
