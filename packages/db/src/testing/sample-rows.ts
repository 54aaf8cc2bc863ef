import { newId } from '../ids.ts';
import * as schema from '../schema/index.ts';
import type { TestDatabase } from './test-database.ts';
import { createTestOrganisation } from './test-database.ts';

const retry: schema.RetryPolicy = {
  strategy: 'exponential',
  baseSeconds: 5,
  maxSeconds: 3600,
  delaysSeconds: [],
  jitter: 0.2,
};

/** An organisation with one row in every table that belongs to organisations; answers its id. */
export async function createSampleRows(database: TestDatabase): Promise<string> {
  const { owner } = database;
  const orgId = await createTestOrganisation(database);
  const [accountId, jobId, batchId] = [newId(), newId(), newId()];
  const keyHash = newId().replaceAll('-', '').padEnd(64, '0');
  await owner
    .insert(schema.apiKeys)
    .values({ id: newId(), orgId, name: 'Key', prefix: 'rota_sample0', keyHash });
  await owner.insert(schema.accounts).values({ id: accountId, orgId, name: 'Account' });
  await owner.insert(schema.contacts).values({ id: newId(), orgId, accountId });
  await owner.insert(schema.files).values({
    id: newId(),
    orgId,
    name: 'file.csv',
    contentType: 'text/csv',
    sizeBytes: 1,
    sha256: '0'.repeat(64),
    storageKey: newId(),
    expiresAt: new Date(0),
  });
  const job = { orgId, retry, createdByKind: 'system' as const };
  await owner.insert(schema.jobs).values([
    { ...job, id: jobId, type: 'demo:run', status: 'pending', messageId: newId(), input: {} },
    { ...job, id: batchId, type: 'batch', status: 'processing', startedAt: new Date() },
  ]);
  await owner.insert(schema.jobRuns).values({
    jobId,
    orgId,
    run: 1,
    attempt: 1,
    workerId: 'worker',
    startedAt: new Date(),
    endedAt: new Date(),
    outcome: 'handed_back',
  });
  await owner
    .insert(schema.jobLogs)
    .values({ orgId, jobId, run: 1, at: new Date(), level: 'info', message: 'Hello' });
  await owner.insert(schema.batches).values({
    id: batchId,
    orgId,
    type: 'demo:run',
    failurePolicy: 'any',
    total: 1,
    pending: 1,
  });
  await owner.insert(schema.batchItems).values({ batchId, orgId, firstIndex: 0, inputs: [{}], template: {} });
  await owner.insert(schema.jobDependencies).values({ orgId, jobId: batchId, parentId: jobId });
  await owner.insert(schema.jobCheckpoints).values({ orgId, jobId, state: {} });
  await owner.insert(schema.jobEvents).values({ orgId, jobIds: [jobId] });
  await owner.insert(schema.jobPauses).values({ orgId, type: 'demo:run' });
  await owner.insert(schema.queueLines).values({ orgId, queue: 'default', finishTag: 1 });
  await owner.insert(schema.workflows).values({ id: newId(), orgId, createdByKind: 'system' });
  await owner.insert(schema.idempotencyKeys).values({
    orgId,
    principal: 'key:1',
    operation: 'createJob',
    key: 'once',
    requestHash: '0'.repeat(64),
  });
  const counts = { rowsRead: 1, rowsCreated: 1, rowsUpdated: 0, rowsFailed: 0 };
  await owner.insert(schema.importChunks).values({ orgId, jobId, number: 1, lastRow: 2, ...counts });
  return orgId;
}
