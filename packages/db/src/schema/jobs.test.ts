import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../ids.ts';
import { isForeignKeyViolation, isRefusedData, isUniqueViolation, toDatabaseError } from '../sql-errors.ts';
import { createTestDatabase, createTestOrganisation, type TestDatabase } from '../testing/test-database.ts';
import { endedJobStatuses, type JobError, type JobStatus, jobStatuses } from './job-values.ts';
import { jobLogs } from './job-logs.ts';
import { jobRuns } from './job-runs.ts';
import { jobs } from './jobs.ts';

type NewJob = typeof jobs.$inferInsert;

let database: TestDatabase;
let orgId: string;

beforeAll(async () => {
  database = await createTestDatabase();
  orgId = await createTestOrganisation(database);
});

afterAll(() => database.drop());

const moment = new Date('2026-01-01T00:00:00.000Z');
const error: JobError = { code: 'failed', message: 'It failed', attempt: 1 };
const ended = { startedAt: moment, finishedAt: moment };

/** What each status requires. */
const required: Record<JobStatus, Partial<NewJob>> = {
  scheduled: { runAt: moment },
  blocked: { openParents: 1 },
  pending: { messageId: newId() },
  processing: { messageId: newId(), startedAt: moment },
  retrying: { nextRetryAt: moment, error },
  completed: ended,
  failed: { ...ended, error },
  cancelled: ended,
};

function job(values: Partial<NewJob> = {}): NewJob {
  const status = values.status ?? 'pending';
  return {
    id: newId(),
    orgId,
    type: 'demo:run',
    input: {},
    retry: { strategy: 'fixed', baseSeconds: 5, maxSeconds: 5, delaysSeconds: [], jitter: 0 },
    createdByKind: 'system',
    ...required[status],
    ...values,
    status,
  };
}

async function refusalOf(values: Partial<NewJob>): Promise<string | null> {
  try {
    await database.owner.insert(jobs).values(job(values));
    return null;
  } catch (refusal) {
    const constraint = isRefusedData(refusal) ? toDatabaseError(refusal)?.constraint : undefined;
    if (constraint === undefined) throw refusal;
    return constraint;
  }
}

describe('a job', () => {
  test.each(jobStatuses)('%s is kept with the times that belong to it', async (status) => {
    expect(await refusalOf({ status })).toBeNull();
  });

  test.each<[string, Partial<NewJob>, string]>([
    ['completed without an end', { status: 'completed', finishedAt: null }, 'jobs_ended_check'],
    ['processing with an end', { status: 'processing', finishedAt: moment }, 'jobs_ended_check'],
    ['processing without a start', { status: 'processing', startedAt: null }, 'jobs_processing_check'],
    ['retrying without a time', { status: 'retrying', nextRetryAt: null }, 'jobs_retrying_check'],
    ['pending with a time to retry', { status: 'pending', nextRetryAt: moment }, 'jobs_retrying_check'],
    ['scheduled without a time', { status: 'scheduled', runAt: null }, 'jobs_scheduled_check'],
    ['failed without an error', { status: 'failed', error: null }, 'jobs_failed_check'],
    [
      'parked while it runs',
      { status: 'processing', messageId: null, parkedReason: 'paused' },
      'jobs_parked_check',
    ],
    ['pending without a message', { messageId: null }, 'jobs_message_check'],
    ['parked with a message', { parkedReason: 'paused' }, 'jobs_message_check'],
    ['completed with a message', { status: 'completed', messageId: newId() }, 'jobs_message_check'],
    ['a batch with a message', { status: 'processing', type: 'batch', input: null }, 'jobs_message_check'],
    ['blocked by nothing', { status: 'blocked', openParents: 0 }, 'jobs_blocked_check'],
    ['pending behind another', { openParents: 1 }, 'jobs_blocked_check'],
    ['without an input', { input: null }, 'jobs_batch_input_check'],
    ['resolved without a failure', { status: 'completed', resolvedAt: moment }, 'jobs_resolved_check'],
    ['of 101 per cent', { progressPercent: 101 }, 'jobs_progress_percent_check'],
    ['of −1 per cent', { progressPercent: -1 }, 'jobs_progress_percent_check'],
    ['with no time to run', { timeoutSeconds: 0 }, 'jobs_timeout_seconds_check'],
    ['with more than 23 hours', { timeoutSeconds: 82_801 }, 'jobs_timeout_seconds_check'],
    ['without attempts', { maxAttempts: 0 }, 'jobs_counters_check'],
    ['with an empty unique key', { uniqueKey: '' }, 'jobs_unique_key_check'],
    ['with a unique key of 256 characters', { uniqueKey: 'k'.repeat(256) }, 'jobs_unique_key_check'],
    ['with half a subject', { subjectType: 'account' }, 'jobs_subject_check'],
  ])('%s is refused', async (_, values, constraint) => {
    expect(await refusalOf(values)).toBe(constraint);
  });

  test.each<[string, Partial<NewJob>]>([
    ['0 per cent', { progressPercent: 0 }],
    ['100 per cent', { progressPercent: 100 }],
    ['one second', { timeoutSeconds: 1 }],
    ['23 hours', { timeoutSeconds: 82_800 }],
    ['a unique key of 255 characters', { uniqueKey: 'k'.repeat(255) }],
    ['a whole subject', { subjectType: 'account', subjectId: '1' }],
  ])('with %s is kept', async (_, values) => {
    expect(await refusalOf(values)).toBeNull();
  });

  test('reads back the moment that was written, to the millisecond', async () => {
    const runAt = new Date('2026-03-29T01:30:00.123Z');
    const [row] = await database.owner
      .insert(jobs)
      .values(job({ status: 'scheduled', runAt }))
      .returning();
    expect(row?.runAt).toEqual(runAt);
  });
});

describe('a unique key', () => {
  test.each(jobStatuses.filter((status) => !isEnded(status)))(
    'is taken while its job is %s',
    async (status) => {
      const uniqueKey = newId();
      expect(await refusalOf({ status, uniqueKey })).toBeNull();
      expect(await refusalOf({ uniqueKey })).toBe('jobs_unique_key');
    },
  );

  test.each(endedJobStatuses)('is free again once its job is %s', async (status) => {
    const uniqueKey = newId();
    expect(await refusalOf({ status, uniqueKey })).toBeNull();
    expect(await refusalOf({ uniqueKey })).toBeNull();
  });

  test('belongs to an organisation and a type', async () => {
    const uniqueKey = newId();
    expect(await refusalOf({ uniqueKey })).toBeNull();
    expect(await refusalOf({ uniqueKey, type: 'data:import' })).toBeNull();
    expect(await refusalOf({ uniqueKey, orgId: await createTestOrganisation(database) })).toBeNull();
  });
});

describe('what belongs to a job', () => {
  const run = (values: Partial<typeof jobRuns.$inferInsert> & { jobId: string }) => ({
    orgId,
    run: 1,
    attempt: 1,
    workerId: 'worker',
    startedAt: moment,
    endedAt: moment,
    outcome: 'completed' as const,
    ...values,
  });

  test('a run is claimed once', async () => {
    const { id: jobId } = await insertJob();
    await database.owner.insert(jobRuns).values(run({ jobId }));
    const again = await caught(database.owner.insert(jobRuns).values(run({ jobId })));
    expect(isUniqueViolation(again)).toEqual({ constraint: 'job_runs_pkey' });
  });

  test('a run or a line cannot be another organisation’s', async () => {
    const { id: jobId } = await insertJob();
    const other = await createTestOrganisation(database);
    const line = { jobId, orgId: other, run: 1, at: moment, level: 'info', message: 'x' } as const;
    const runError = await caught(database.owner.insert(jobRuns).values(run({ jobId, orgId: other })));
    const lineError = await caught(database.owner.insert(jobLogs).values(line));
    expect(isForeignKeyViolation(runError)).toEqual({ constraint: 'job_runs_job_fkey' });
    expect(isForeignKeyViolation(lineError)).toEqual({ constraint: 'job_logs_job_fkey' });
  });

  async function insertJob() {
    const values = job();
    await database.owner.insert(jobs).values(values);
    return values;
  }
});

function isEnded(status: JobStatus): boolean {
  return endedJobStatuses.some((candidate) => candidate === status);
}

async function caught(work: PromiseLike<unknown>): Promise<unknown> {
  try {
    await work;
    return null;
  } catch (thrown) {
    return thrown;
  }
}
