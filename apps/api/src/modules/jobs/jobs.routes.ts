import { jobTypes, retiredJobTypes, type HandlersOf } from '@rota/contracts/server';

import { toOperationPath } from '../../http/operation-path.ts';
import { NUMBER_KEY, readPage, SMALL_NUMBER_KEY, toPage } from '../../http/page.ts';
import type { RequestContext } from '../../http/request-context.ts';
import { createBulkActionsRoutes } from './bulk-actions.routes.ts';
import type { BulkActionsService } from './bulk-actions.service.ts';
import { createJobControlRoutes } from './job-control.routes.ts';
import type { JobControlService } from './job-control.service.ts';
import type { JobStream } from './streams/job-stream.ts';
import { fromJobQuery } from './job-filter.convert.ts';
import { createJobTypesRoutes } from './job-types.routes.ts';
import type { JobTypesService } from './job-types.service.ts';
import {
  fromCreateJobRequest,
  toJobKey,
  toJobEvent,
  toJobLogResponse,
  toJobResponse,
  toJobRunResponse,
  toOrganisationJobEvent,
} from './jobs.convert.ts';
import type { OrganisationJobsService } from './jobs.service.ts';
import type { OrganisationJobStream } from './streams/organisation-job-stream.ts';

/** Every type that a job can have. */
const listedTypes = [...Object.keys(jobTypes), ...Object.keys(retiredJobTypes), 'batch'];

/** The operations on jobs. */
export function createJobsRoutes({
  jobs,
  bulkActionsService,
  jobControlService,
  jobTypesService,
  jobStream,
  organisationJobStream,
}: {
  jobs: OrganisationJobsService;
  bulkActionsService: BulkActionsService;
  jobControlService: JobControlService;
  jobTypesService: JobTypesService;
  jobStream: JobStream;
  organisationJobStream: OrganisationJobStream;
}): HandlersOf<'jobs', RequestContext> {
  return {
    ...createBulkActionsRoutes({ bulkActionsService }),
    ...createJobControlRoutes({ jobControlService }),
    ...createJobTypesRoutes({ jobTypesService }),

    async createJob({ body, path }, context) {
      const { job, alreadyExisted } = await jobs.createJob(fromCreateJobRequest(body, context), context.tx);
      const response = toJobResponse(job);
      if (alreadyExisted) return { status: 200, body: response };
      const location = toOperationPath('getJob', { orgId: path.orgId, jobId: response.id });
      return { status: 201, headers: { Location: location }, body: response };
    },

    async createJobs({ body }, context) {
      const requests = body.jobs.map((request) => fromCreateJobRequest(request, context));
      const created = await jobs.createJobs({ orgId: context.orgId, requests }, context.tx);
      return { status: 201, body: { data: created.map((job) => toJobResponse(job)) } };
    },

    async listJobs({ query }, { orgId }) {
      const { limit: _limit, cursor: _cursor, include = [], ...filters } = query;
      const scope = { list: 'jobs', orgId, filters };
      const page = readPage(query, scope);
      const parts = { input: include.includes('input'), output: include.includes('output') };
      const filter = fromJobQuery(filters);
      const rows = await jobs.listJobs({ orgId, filter, parts, types: listedTypes, page });
      const toItem = (row: (typeof rows)[number]) => toJobResponse(row, parts);
      return { status: 200, body: toPage(rows, { page, scope, keyOf: (row) => row.id, toItem }) };
    },

    async getJob({ path, query }, { orgId, signal }) {
      const wait = { waitMs: query.waitSeconds * 1_000, signal };
      const job = await jobs.getJob(toJobKey(orgId, path.jobId), wait);
      return { status: 200, body: toJobResponse(job) };
    },

    async listJobLogs({ path, query }, { orgId }) {
      const key = toJobKey(orgId, path.jobId);
      const scope = { list: 'job-logs', orgId, filters: { jobId: key.jobId }, keyPattern: NUMBER_KEY };
      const page = readPage(query, scope);
      const rows = await jobs.listLogs(key, { afterId: query.afterId ?? 0, page });
      const toItem = toJobLogResponse;
      return { status: 200, body: toPage(rows, { page, scope, keyOf: (row) => String(row.id), toItem }) };
    },

    async listJobRuns({ path, query }, { orgId }) {
      const key = toJobKey(orgId, path.jobId);
      const scope = { list: 'job-runs', orgId, filters: { jobId: key.jobId }, keyPattern: SMALL_NUMBER_KEY };
      const page = readPage(query, scope);
      const rows = await jobs.listRuns(key, page);
      const toItem = toJobRunResponse;
      return { status: 200, body: toPage(rows, { page, scope, keyOf: (row) => String(row.run), toItem }) };
    },

    async streamJobEvents({ path, headers }, { orgId, signal }) {
      const seen = headers['Last-Event-ID'];
      const afterLogId = seen === undefined ? null : Number(seen);
      const items = await jobStream.open(toJobKey(orgId, path.jobId), { afterLogId, signal });
      return { status: 200, body: mapEach(items, toJobEvent) };
    },

    async streamOrganisationJobEvents({ headers }, { orgId, signal }) {
      const seen = headers['Last-Event-ID'] ?? null;
      const stream = await organisationJobStream.open({ orgId, lastEventId: seen, signal });
      const body = mapEach(stream.items, toOrganisationJobEvent);
      return { status: 200, body, lastEventId: stream.lastEventId };
    },
  };
}

async function* mapEach<Item, Event>(items: AsyncIterable<Item>, toEvent: (item: Item) => Event) {
  for await (const item of items) yield toEvent(item);
}
