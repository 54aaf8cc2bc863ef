import { databaseOn } from '@rota/db';
import type { Pool } from 'pg';

import { listSystemSchedules, type SystemSchedule } from './list-system-schedules.ts';
import type { JobQueue } from '../queue/job-queue.ts';
import {
  findKnownQueues,
  findUnservedQueues,
  readQueueStates,
  type QueueState,
} from '../queue/queue-states.ts';
import type { JobHandlerRegistry } from '../registry/registry.ts';
import {
  findLivingWorkers,
  listWorkers,
  type ListedWorker,
  type WorkerListRequest,
  type WorkersAlive,
} from '../workers/list-workers.ts';
import { listJobsAcrossOrgs, type SystemJobFilter, type SystemJobRow } from './list-jobs-across-orgs.ts';
import { listJobRunsAcrossOrgs, type SystemJobRun } from './list-runs-across-orgs.ts';

/** A part of a list; `after` is the key of the last item before it. */
type Page = { limit: number; after: string | null };

/**
 * What operators look at, over all organisations: on the engine's role, which row-level security lets see every row of
 * jobs. Whoever hands this out has made sure that its caller is an operator of the installation. Lists hold one item more
 * than asked for, when there is one.
 */
export type OperatorReads = {
  /** The last started first; `after` is a worker's `key`. */
  listWorkers(request: WorkerListRequest): Promise<ListedWorker[]>;
  /** By name. */
  listQueues(page: Page): Promise<QueueState[]>;
  /** By name. */
  listSchedules(page: Page): Promise<SystemSchedule[]>;
  /** Newest first, without inputs and outputs. */
  listJobsAcrossOrgs(request: { filter: SystemJobFilter; page: Page }): Promise<SystemJobRow[]>;
  /** Newest first, with stacks; undefined: there is no such job. */
  listJobRunsAcrossOrgs(request: { jobId: string; page: Page }): Promise<SystemJobRun[] | undefined>;
  /** Who lives, and the names of queues in which jobs wait that nobody serves. */
  readHealth(): Promise<WorkersAlive & { unservedQueues: string[] }>;
};

/** Reads for operators, on the engine's pool. */
export function createOperatorReads(deps: {
  /** The engine role's. */
  pool: Pool;
  queue: Pick<JobQueue, 'listSchedules'>;
  registry: JobHandlerRegistry;
}): OperatorReads {
  const { pool } = deps;
  const db = databaseOn(pool);
  return {
    listWorkers: (request) => listWorkers(db, request),
    async listQueues(page) {
      return readQueueStates(pool, partOf(await findKnownQueues(deps), page));
    },
    listSchedules: async (page) => partOf(await listSystemSchedules(deps), page),
    listJobsAcrossOrgs: (request) => listJobsAcrossOrgs(db, request),
    listJobRunsAcrossOrgs: (request) => listJobRunsAcrossOrgs(pool, request),
    async readHealth() {
      const [alive, queues] = await Promise.all([findLivingWorkers(db), findKnownQueues(deps)]);
      return { ...alive, unservedQueues: await findUnservedQueues(pool, queues) };
    },
  };
}

/** Of a list by name that is short enough to be read whole. */
function partOf<Item extends { name: string }>(items: readonly Item[], { limit, after }: Page): Item[] {
  return items.filter(({ name }) => after === null || name > after).slice(0, limit + 1);
}
