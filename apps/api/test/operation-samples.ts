import {
  operations,
  type Batch,
  type DeadLetterGroupPage,
  type Job,
  type Operation,
  type OperationId,
  type StoredFile,
  type Workflow,
} from '@rota/contracts/server';
import { encodeId, inOrganisation, newId } from '@rota/db';

import { upsertAccounts } from '../src/modules/accounts/index.ts';
import { upsertContacts } from '../src/modules/contacts/index.ts';
import { OPERATOR_TOKEN, WORKER_SECRET_TOKEN, type CallOptions, type TestApi } from './harness.ts';

/** What of a tenant's a path can name. */
export type PathIds = Record<
  | 'orgId'
  | 'jobId'
  | 'batchId'
  | 'jobType'
  | 'workflowId'
  | 'fileId'
  | 'accountId'
  | 'contactId'
  | 'fingerprint',
  string
>;

/** A request of an operation. */
type Sample = {
  query?: string;
  options?(): CallOptions;
  isStream?: boolean;
  /** How often the fuzzer asks; for operations that take their time. */
  fuzzRuns?: number;
  /** Makes what the request needs to succeed, where the tenant's one thing of each kind does not do. */
  prepare?(api: TestApi): Promise<Partial<PathIds>>;
};

/** A request that succeeds, given things to name. A new operation does not compile until it has one. */
const samples: Record<OperationId, Sample> = {
  getLivez: {},
  getReadyz: {},
  getMeta: {},
  listOrganisations: {},
  getOrganisation: {},
  pauseOrganisation: {},
  resumeOrganisation: {},
  listAccounts: { query: 'limit=1' },
  getAccount: {},
  listContacts: { query: 'limit=1' },
  getContact: {},
  uploadFile: { options: () => ({ body: form() }) },
  listFiles: { query: 'limit=1' },
  getFile: {},
  deleteFile: { prepare: createThings },
  getFileContent: {},
  listJobTypes: {},
  pauseJobType: {},
  resumeJobType: {},
  createJob: { options: () => ({ json: { type: 'demo:run', input: { steps: 1 } } }) },
  createBatch: { options: () => ({ json: { type: 'demo:run', items: [{ input: { steps: 0 } }] } }) },
  getBatch: {},
  cancelBatch: { prepare: createWaitingBatch },
  retryFailedOfBatch: { prepare: createFailedBatch },
  createJobs: { options: () => ({ json: { jobs: [{ type: 'demo:run', input: { steps: 0 } }] } }) },
  listJobs: { query: 'status=completed,pending&include=input,output&limit=1' },
  streamOrganisationJobEvents: { isStream: true },
  getJobStats: { query: 'slowSeconds=0' },
  getJobWaiting: {},
  getJob: { query: 'waitSeconds=0' },
  streamJobEvents: { isStream: true, options: () => ({ headers: { 'Last-Event-ID': '0' } }) },
  cancelJob: { prepare: createWaitingJob },
  retryJob: { prepare: createWaitingJob },
  replayJob: { prepare: createEndedJob, options: () => ({ json: { input: { steps: 0 } } }) },
  resolveJob: { prepare: createDeadLetter, options: () => ({ json: { note: 'mended' } }) },
  actOnJobs: { options: () => ({ json: { action: 'retry', filter: { status: ['failed'] }, dryRun: true } }) },
  listDeadLetterGroups: {},
  retryDeadLetterGroup: { prepare: createDeadLetter, options: () => ({ json: { first: 1 } }) },
  resolveDeadLetterGroup: { prepare: createDeadLetter, options: () => ({ json: { note: 'mended' } }) },
  listJobLogs: { query: 'afterId=0' },
  listJobRuns: {},
  createWorkflow: { options: () => ({ json: workflowOf(0) }) },
  getWorkflow: {},
  listSystemWorkers: { query: 'alive=true&limit=1' },
  listSystemQueues: { query: 'limit=1' },
  listSystemSchedules: { query: 'limit=1' },
  listSystemJobs: { query: 'status=completed,pending&limit=1' },
  listSystemJobRuns: {},
  getSystemHealth: {},
  runWorker: { query: 'seconds=1', fuzzRuns: 5 },
  runWorkerByGet: { query: 'seconds=1', fuzzRuns: 5 },
  cancelWorkflow: { prepare: (api) => createWorkflow(api, 60_000) },
};

/** Every operation with a request of it. */
export const sampledOperations = Object.values<Operation>(operations).map((operation) => {
  const { query, options, isStream, fuzzRuns, prepare } = samples[operation.operationId as OperationId];
  return {
    operation,
    isStream: isStream ?? false,
    fuzzRuns,
    options: (): CallOptions => ({ ...authorizationFor(operation), ...options?.() }),
    prepare: prepare ?? (() => Promise.resolve({})),
    pathOf: (ids: PathIds) => {
      const path = operation.pathTemplate.replaceAll(/\{(\w+)\}/g, (_all, name: keyof PathIds) => ids[name]);
      return query === undefined ? path : `${path}?${query}`;
    },
  };
});

/** Nothing where the tenant's key does. */
function authorizationFor({ security }: Operation): CallOptions {
  if (security.includes('operator')) return { authorization: `Bearer ${OPERATOR_TOKEN}` };
  return security.includes('worker') ? { authorization: `Bearer ${WORKER_SECRET_TOKEN}` } : {};
}

/** Gives the tenant one thing of each kind, with a job that has run. */
export async function createThings(api: TestApi): Promise<PathIds> {
  const { orgId, publicOrgId } = api.tenant;
  const attributes = {};
  await inOrganisation(api.database.db, orgId, async (tx) => {
    await upsertAccounts(tx, {
      orgId,
      matchBy: 'domain',
      rows: [{ name: 'A', domain: 'a.test', attributes }],
    });
    await upsertContacts(tx, { orgId, matchBy: 'email', rows: [{ email: 'a@a.test', attributes }] });
  });
  const first = async (list: string) => {
    const { body } = await api.call<{ data: { id: string }[] }>('GET', `/v1/orgs/{orgId}/${list}`);
    return body.data[0]?.id ?? '';
  };
  const file = await api.call<StoredFile>('POST', '/v1/orgs/{orgId}/files', { body: form() });
  const json = { type: 'demo:run', input: { steps: 2, stepMilliseconds: 0 } };
  const { body: job } = await api.call<Job>('POST', '/v1/orgs/{orgId}/jobs', { json });
  return {
    orgId: publicOrgId,
    jobId: job.id,
    jobType: job.type,
    batchId: (await createBatch(api, {})).batchId,
    ...(await createWorkflow(api, 0)),
    fileId: file.body.id,
    accountId: await first('accounts'),
    contactId: await first('contacts'),
    fingerprint: 'f'.repeat(16),
  };
}

async function createWaitingJob(api: TestApi): Promise<Partial<PathIds>> {
  const json = { type: 'demo:run', input: { steps: 0 }, runAt: '2100-01-01T00:00:00Z' };
  const { body } = await api.call<Job>('POST', '/v1/orgs/{orgId}/jobs', { json });
  return { jobId: body.id };
}

async function createBatch(api: TestApi, options: Record<string, unknown>): Promise<{ batchId: string }> {
  const json = { type: 'demo:run', items: [{ input: { steps: 0 } }], ...options };
  const { body } = await api.call<Batch>('POST', '/v1/orgs/{orgId}/batches', { json });
  return { batchId: body.id };
}

function createWaitingBatch(api: TestApi): Promise<Partial<PathIds>> {
  return createBatch(api, { runAt: '2100-01-01T00:00:00Z' });
}

/** Needs a worker. */
async function createFailedBatch(api: TestApi): Promise<Partial<PathIds>> {
  const items = [{ input: { steps: 1, failAtStep: 1, permanent: true } }];
  const { batchId } = await createBatch(api, { items });
  await api.call('GET', `/v1/orgs/{orgId}/jobs/${batchId}?waitSeconds=10`);
  return { batchId };
}

/** Cancelled before it began: no worker is needed. */
async function createEndedJob(api: TestApi): Promise<Partial<PathIds>> {
  const job = await createWaitingJob(api);
  await api.call('POST', `/v1/orgs/{orgId}/jobs/${job.jobId}/cancel`);
  return job;
}

/** Needs a worker. */
export async function createDeadLetter(api: TestApi): Promise<Partial<PathIds>> {
  const json = { type: 'demo:run', input: { steps: 1, failAtStep: 1, permanent: true } };
  const { body } = await api.call<Job>('POST', '/v1/orgs/{orgId}/jobs', { json });
  await api.call('GET', `/v1/orgs/{orgId}/jobs/${body.id}?waitSeconds=10`);
  const groups = await api.call<DeadLetterGroupPage>('GET', '/v1/orgs/{orgId}/dead-letters/groups');
  return { jobId: body.id, fingerprint: groups.body.data[0]?.fingerprint ?? '' };
}

const workflowOf = (stepMilliseconds: number) => ({
  nodes: [
    { key: 'first', type: 'demo:run', input: { steps: 1, stepMilliseconds } },
    {
      key: 'second',
      type: 'demo:run',
      input: {},
      inputFrom: { '/steps': { node: 'first', path: '/steps' } },
    },
  ],
});

async function createWorkflow(api: TestApi, stepMilliseconds: number): Promise<Pick<PathIds, 'workflowId'>> {
  const json = workflowOf(stepMilliseconds);
  const { body } = await api.call<Workflow>('POST', '/v1/orgs/{orgId}/workflows', { json });
  return { workflowId: body.id };
}

/** Ids that are well formed and name nothing. */
export function unknownIds(): PathIds {
  const id = newId();
  return {
    orgId: encodeId('org', id),
    jobId: encodeId('job', id),
    jobType: 'none:such',
    batchId: encodeId('job', id),
    workflowId: encodeId('wfl', id),
    fileId: encodeId('fil', id),
    accountId: encodeId('acc', id),
    contactId: encodeId('con', id),
    fingerprint: '0'.repeat(16),
  };
}

function form(): FormData {
  const data = new FormData();
  data.set('file', new Blob(['a,b\n1,2\n'], { type: 'text/csv' }), 'a.csv');
  return data;
}
