/** Each of the two walls between organisations alone: the filter in every query, and row-level security. */
import type { Job } from '@rota/contracts/server';
import { decodeId, inOrganisation, jobLogs, jobRuns, jobs, organisations, type Transaction } from '@rota/db';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { findAccount, listAccounts } from '../src/modules/accounts/accounts.repository.ts';
import { markApiKeyUsed } from '../src/modules/api-keys/api-keys.repository.ts';
import { findContact, listContacts } from '../src/modules/contacts/contacts.repository.ts';
import {
  countLetters,
  findLetters,
  findStatuses,
  listGroups,
} from '../src/modules/dead-letters/dead-letters.repository.ts';
import { findFile, listFiles } from '../src/modules/files/files.repository.ts';
import {
  countActionable,
  findActionable,
  findCreatedAt,
} from '../src/modules/jobs/bulk-actions.repository.ts';
import { findLastLogId, listJobLogs } from '../src/modules/jobs/job-logs.repository.ts';
import { listJobRuns } from '../src/modules/jobs/job-runs.repository.ts';
import { listJobEvents, listShownJobIds } from '../src/modules/jobs/streams/job-events.repository.ts';
import { findJobStates, listRunningJobs } from '../src/modules/jobs/streams/job-states.repository.ts';
import { findJob, findJobs, findJobStatus, listJobs } from '../src/modules/jobs/jobs.repository.ts';
import {
  countByStatus,
  countFinished,
  listSlowJobs,
  measureLatency,
} from '../src/modules/job-insights/job-stats.repository.ts';
import { findWaitingJob } from '../src/modules/job-insights/job-waiting.repository.ts';
import { findPausedTypes } from '../src/modules/jobs/job-types.repository.ts';
import { findOrganisation } from '../src/modules/organisations/organisations.repository.ts';
import { startTestApi, type TestApi, type TestTenant } from './harness.ts';
import { createDeadLetter, createThings, type PathIds } from './operation-samples.ts';

let api: TestApi;
let theirs: PathIds;
let me: TestTenant;

beforeAll(async () => {
  api = await startTestApi();
  await api.startWorker();
  theirs = { ...(await createThings(api)), fingerprint: (await createDeadLetter(api)).fingerprint ?? '' };
  await api.call<Job>('GET', `/v1/orgs/{orgId}/jobs/${theirs.jobId}?waitSeconds=10`);
  await api.call('POST', '/v1/orgs/{orgId}/job-types/data:import/pause');
  me = await api.addTenant('Mine');
});
afterAll(async () => {
  await api[Symbol.asyncDispose]();
});

const page = { limit: 100, after: null };
const period = { from: new Date('2020-01-01'), to: new Date('2200-01-01') };
const everyEvent = {
  since: { atSeconds: 0, next: 0n, open: [] },
  below: 2n ** 60n,
  after: null,
  limit: 10,
};
const uuid = (prefix: 'acc' | 'con' | 'fil' | 'job', id: string) => decodeId(prefix, id) ?? '';

/** Everything that the API reads, asked for their things in an organisation. */
function readsIn(orgId: string): Record<string, (tx: Transaction) => Promise<unknown>> {
  const key = { orgId, jobId: uuid('job', theirs.jobId) };
  const parts = { input: true, output: true };
  const asOf = new Date();
  const letters = { orgId, fingerprint: theirs.fingerprint, asOf };
  const target = { orgId, action: 'retry' as const, filter: {}, asOf };
  return {
    findOrganisation: (tx) => findOrganisation(tx, { orgId }),
    listJobs: (tx) => listJobs(tx, { orgId, filter: {}, parts, types: ['demo:run', 'batch'], page }),
    findJob: (tx) => findJob(tx, key),
    findJobs: (tx) => findJobs(tx, { orgId, jobIds: [key.jobId] }),
    findJobStates: (tx) => findJobStates(tx, { orgId, jobIds: [key.jobId] }),
    listGroups: async (tx) => (await listGroups(tx, { orgId })).groups,
    countLetters: (tx) => countLetters(tx, letters),
    findLetters: (tx) => findLetters(tx, { ...letters, afterId: null, limit: 1 }),
    findStatuses: (tx) => findStatuses(tx, { orgId, jobIds: [key.jobId] }),
    countActionable: (tx) => countActionable(tx, target),
    findActionable: (tx) => findActionable(tx, { ...target, afterId: null, limit: 1 }),
    findCreatedAt: (tx) => findCreatedAt(tx, key),
    findJobStatus: (tx) => findJobStatus(tx, key),
    findWaitingJob: (tx) => findWaitingJob(tx, key),
    listShownJobIds: (tx) => listShownJobIds(tx, { orgId, jobIds: [key.jobId] }),
    listJobEvents: (tx) => listJobEvents(tx, { ...everyEvent, orgId }),
    countByStatus: async (tx) => (await countByStatus(tx, { orgId })).completed,
    countFinished: async (tx) => (await countFinished(tx, { orgId, parts: [period] }))[0]?.finished,
    listSlowJobs: (tx) => listSlowJobs(tx, { orgId, period, slowSeconds: 0 }),
    measureLatency: async (tx) => (await measureLatency(tx, { orgId, period })).run.p50,
    listJobLogs: (tx) => listJobLogs(tx, { ...key, afterId: 0, limit: 10 }),
    findLastLogId: (tx) => findLastLogId(tx, key),
    findPausedTypes: async (tx) => [...(await findPausedTypes(tx, { orgId }))],
    listJobRuns: (tx) => listJobRuns(tx, { ...key, page }),
    listAccounts: (tx) => listAccounts(tx, { orgId, search: undefined, page }),
    findAccount: (tx) => findAccount(tx, { orgId, accountId: uuid('acc', theirs.accountId) }),
    listContacts: (tx) => listContacts(tx, { orgId, search: undefined, page }),
    findContact: (tx) => findContact(tx, { orgId, contactId: uuid('con', theirs.contactId) }),
    listFiles: (tx) => listFiles(tx, { orgId, page }),
    findFile: (tx) => findFile(tx, { orgId, fileId: uuid('fil', theirs.fileId) }),
  };
}

const isNothing = (found: unknown) =>
  found === undefined || found === null || found === 0 || (Array.isArray(found) && found.length === 0);

describe('the filter in the query alone', () => {
  test('lets no read find anything of another organisation, and each find it in its own', async () => {
    // This login sees every row.
    const { owner } = api.database;
    for (const [name, read] of Object.entries(readsIn(me.orgId)).filter(
      ([of]) => of !== 'findOrganisation',
    )) {
      expect([name, isNothing(await owner.transaction(read))]).toEqual([name, true]);
    }
    for (const [name, read] of Object.entries(readsIn(api.tenant.orgId))) {
      expect([name, isNothing(await owner.transaction(read))]).toEqual([name, false]);
    }
  });
});

describe('row-level security alone', () => {
  // In a transaction of mine, asked with the id of theirs: what a query without its filter would amount to.
  test('lets no read find anything of another organisation, and each find it in its own', async () => {
    for (const [name, read] of Object.entries(readsIn(api.tenant.orgId))) {
      const mine = await inOrganisation(api.database.db, me.orgId, read);
      expect([name, isNothing(mine)]).toEqual([name, true]);
      const own = await inOrganisation(api.database.db, api.tenant.orgId, read);
      expect([name, isNothing(own)]).toEqual([name, false]);
    }
  });

  test('no row of another organisation is seen, counted or changed', async () => {
    const seen = await inOrganisation(api.database.db, me.orgId, async (tx) => ({
      jobs: await tx.select().from(jobs),
      runs: await tx.select().from(jobRuns),
      lines: await tx.select().from(jobLogs),
      organisations: (await tx.select().from(organisations)).map(({ id }) => id),
    }));
    expect(seen).toEqual({ jobs: [], runs: [], lines: [], organisations: [me.orgId] });
  });

  test('a running job of another organisation is not told', async () => {
    const json = { type: 'demo:run', input: { steps: 20, stepMilliseconds: 100 } };
    const { body } = await api.call<Job>('POST', '/v1/orgs/{orgId}/jobs', { json });
    await expect
      .poll(async () => (await api.call<Job>('GET', `/v1/orgs/{orgId}/jobs/${body.id}`)).body.status)
      .toBe('processing');
    const running = (orgId: string) =>
      inOrganisation(api.database.db, orgId, (tx) =>
        listRunningJobs(tx, { orgId: api.tenant.orgId, limit: 10 }),
      );
    expect(await running(me.orgId)).toEqual([]);
    expect(await running(api.tenant.orgId)).toHaveLength(1);
  });

  test('the use of a foreign key is not noted', async () => {
    const { orgId } = api.tenant;
    const id = decodeId('key', api.tenant.publicKeyId) ?? '';
    const before = await api.database.owner.query.apiKeys.findMany();
    await inOrganisation(api.database.db, me.orgId, (tx) =>
      markApiKeyUsed(tx, { orgId, id, everySeconds: 0 }),
    );
    expect(await api.database.owner.query.apiKeys.findMany()).toEqual(before);
  });
});
