import type { HandlersOf } from '@rota/contracts/server';

import { readPage, SMALL_NUMBER_KEY, toPage } from '../../http/page.ts';
import { readPathId } from '../../http/read-path-id.ts';
import type { SystemContext } from '../../http/request-context.ts';
import { jobNotFound, toJobResponse } from '../jobs/index.ts';
import {
  fromSystemJobQuery,
  toHealthResponse,
  toQueueResponse,
  toScheduleResponse,
  toSystemJobRunResponse,
  toWorkerResponse,
} from './system.convert.ts';
import type { SystemService } from './system.service.ts';
import type { WorkerRunsService } from './worker-runs.service.ts';

/** Lists of the installation belong to no organisation. */
const orgId = 'system';
const NAME_KEY = /^[a-z0-9][a-z0-9:/-]*$/;
const WORKER_KEY = /^\d{20}\/[^\s]+$/;
const NO_PARTS = { input: false, output: false };

/** The operations on the installation. */
export function createSystemRoutes({
  systemService,
  workerRunsService,
}: {
  systemService: SystemService;
  workerRunsService: WorkerRunsService;
}): HandlersOf<'system', SystemContext> {
  return {
    async listSystemWorkers({ query }) {
      const { alive } = query;
      const scope = { list: 'system-workers', orgId, filters: { alive }, keyPattern: WORKER_KEY };
      const page = readPage(query, scope);
      const rows = await systemService.listWorkers({ isAlive: alive, page });
      const toItem = toWorkerResponse;
      return { status: 200, body: toPage(rows, { page, scope, keyOf: (row) => row.key, toItem }) };
    },

    async listSystemQueues({ query }) {
      const scope = { list: 'system-queues', orgId, keyPattern: NAME_KEY };
      const page = readPage(query, scope);
      const rows = await systemService.listQueues(page);
      const toItem = toQueueResponse;
      return { status: 200, body: toPage(rows, { page, scope, keyOf: (row) => row.name, toItem }) };
    },

    async listSystemSchedules({ query }) {
      const scope = { list: 'system-schedules', orgId, keyPattern: NAME_KEY };
      const page = readPage(query, scope);
      const rows = await systemService.listSchedules(page);
      const toItem = toScheduleResponse;
      return { status: 200, body: toPage(rows, { page, scope, keyOf: (row) => row.name, toItem }) };
    },

    async listSystemJobs({ query }) {
      const { limit: _limit, cursor: _cursor, ...filters } = query;
      const scope = { list: 'system-jobs', orgId, filters };
      const page = readPage(query, scope);
      const rows = await systemService.listJobsAcrossOrgs({ filter: fromSystemJobQuery(filters), page });
      const toItem = (row: (typeof rows)[number]) => toJobResponse(row, NO_PARTS);
      return { status: 200, body: toPage(rows, { page, scope, keyOf: (row) => row.id, toItem }) };
    },

    async listSystemJobRuns({ path, query }) {
      const jobId = readPathId(path.jobId, { prefix: 'job', notFound: jobNotFound });
      const scope = { list: 'system-job-runs', orgId, filters: { jobId }, keyPattern: SMALL_NUMBER_KEY };
      const page = readPage(query, scope);
      const rows = await systemService.listJobRuns({ jobId, page });
      const toItem = toSystemJobRunResponse;
      return { status: 200, body: toPage(rows, { page, scope, keyOf: (row) => String(row.run), toItem }) };
    },

    async getSystemHealth() {
      return { status: 200, body: toHealthResponse(await systemService.readHealth()) };
    },

    async runWorker({ query: { seconds } }, { signal }) {
      return { status: 200, body: await workerRunsService.run({ seconds, signal }) };
    },

    async runWorkerByGet({ query: { seconds } }, { signal }) {
      return { status: 200, body: await workerRunsService.run({ seconds, signal }) };
    },
  };
}
