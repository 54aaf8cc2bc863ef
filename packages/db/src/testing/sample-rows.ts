import { newId } from '../ids.ts';
import * as schema from '../schema/index.ts';
import type { TestDatabase } from './test-database.ts';
import { createTestOrganisation } from './test-database.ts';

const retry = {
  strategy: 'exponential',
  baseSeconds: 5,
  maxSeconds: 3600,
  delaysSeconds: [],
  jitter: 0.2,
} as const;

/** An organisation with one row in every table that belongs to organisations; answers its id. */
export async function createSampleRows(database: TestDatabase): Promise<string> {
  const { owner } = database;
  const orgId = await createTestOrganisation(database);
  const [accountId, jobId] = [newId(), newId()];
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
  await owner.insert(schema.jobs).values({
    id: jobId,
    orgId,
    type: 'demo:run',
    status: 'pending',
    input: {},
    retry: { ...retry, delaysSeconds: [] },
    createdByKind: 'system',
  });
  await owner.insert(schema.jobRuns).values({
    jobId,
    orgId,
    run: 1,
    attempt: 1,
    workerId: 'worker',
    messageId: newId(),
    startedAt: new Date(),
  });
  await owner
    .insert(schema.jobLogs)
    .values({ orgId, jobId, run: 1, at: new Date(), level: 'info', message: 'Hello' });
  const counts = { rowsRead: 1, rowsCreated: 1, rowsUpdated: 0, rowsFailed: 0 };
  await owner.insert(schema.importChunks).values({ orgId, jobId, number: 1, lastRow: 2, ...counts });
  return orgId;
}
