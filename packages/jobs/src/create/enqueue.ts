import type { JobError, JobPriority, JobStatus, ParentFailureEffect, RetryPolicy } from '@rota/db';

import type { JobCreator } from './created-by.ts';
import { ENQUEUE, ENQUEUE_EARLY, INSERT_JOBS } from './enqueue-statement.ts';
import { insertJobMessages } from '../queue/insert-job-messages.ts';
import type { JobQueue } from '../queue/job-queue.ts';
import { refuseMissingQueue } from '../queue/missing-queue.ts';
import type { SqlExecutor } from '../sql-executor.ts';
import { plainColumn, sparseColumn, uuidColumn } from '../sql-columns.ts';

/**
 * A checked job with its ids, ready to be written. `messageId` is null for one that does not run at once: it waits, or has
 * ended with a job that it was to wait for.
 */
export type NewJob = {
  id: string;
  messageId: string | null;
  orgId: string;
  type: string;
  status: Extract<JobStatus, 'pending' | 'scheduled' | 'blocked' | 'failed' | 'cancelled'>;
  queue: string;
  priority: JobPriority;
  input: unknown;
  maxAttempts: number;
  retry: RetryPolicy;
  timeoutSeconds: number;
  runAt: string | null;
  createdBy: JobCreator;
  subject: { type: string; id: string } | null;
  uniqueKey: string | null;
  replayOf?: string | null;
  batchId?: string | null;
  batchIndex?: number | null;
  workflowId?: string | null;
  nodeKey?: string | null;
  inputFrom?: Record<string, { jobId: string; path: string }> | null;
  scheduleId?: string | null;
  /** How many of the jobs it waits for have not ended. */
  openParents?: number;
  onParentFailure?: ParentFailureEffect;
  /** A job that is made in the same transaction waits for it. */
  hasDependents?: boolean;
  /** Why it has failed before it began. */
  error?: JobError | null;
};

/** Of the set those that were written: all, where no ids are named. */
type Answer = { createdAtMs: number | null; onlyIds: string[] | null };

/**
 * Writes jobs and their messages: both or neither. On the engine's connections it is one statement, which needs no
 * transaction around it; see {@link isOneStatement}.
 * @returns when each was made, by its id; a job is left out when its unique key is taken
 * @throws Error for a queue that is not there
 */
export async function enqueue(
  executor: SqlExecutor,
  { queue, jobs }: { queue: JobQueue; jobs: readonly NewJob[] },
): Promise<Map<string, Date>> {
  if (executor.owner === 'engine' && isOneStatement(jobs)) {
    const statement = executor.commitsEarly === true ? ENQUEUE_EARLY : ENQUEUE;
    return refuseMissingQueue(() => write(executor, statement, jobs));
  }
  const written = await write(executor, INSERT_JOBS, jobs);
  const due = jobs.flatMap(({ id, messageId, ...job }) =>
    messageId !== null && written.has(id) ? [{ ...job, jobId: id, messageId }] : [],
  );
  await insertJobMessages(executor, { queue, jobs: due });
  return written;
}

/** Whether {@link enqueue} writes them in one statement on the engine's connections: none of them changes places with others. */
export function isOneStatement(jobs: readonly Pick<NewJob, 'priority' | 'messageId'>[]): boolean {
  return jobs.every(({ priority, messageId }) => priority !== 'high' || messageId === null);
}

async function write(
  executor: SqlExecutor,
  statement: string,
  jobs: readonly NewJob[],
): Promise<Map<string, Date>> {
  const { rows } = await executor.executeSql<Answer>(statement, toColumns(jobs));
  const { createdAtMs = null, onlyIds = [] } = rows[0] ?? {};
  if (createdAtMs === null) return new Map();
  const createdAt = new Date(createdAtMs);
  return new Map((onlyIds ?? jobs.map(({ id }) => id)).map((id) => [id, createdAt]));
}

/** The parameters of the statements. */
function toColumns(jobs: readonly NewJob[]): unknown[] {
  const templates = new Map<string, number>();
  let before: NewJob | undefined;
  let number = 0;
  const numbers = jobs.map((job) => {
    // Most sets have one: to see that is cheaper than to write it out for each job.
    if (before === undefined || !areAlike(job, before)) {
      const { id, messageId, input, subject, uniqueKey, batchIndex, ...template } = job;
      const text = JSON.stringify(template);
      number = templates.get(text) ?? templates.size;
      templates.set(text, number);
    }
    before = job;
    return number;
  });
  return [
    `[${[...templates].map(([text, n]) => `{"n":${n},${text.slice(1)}`).join()}]`,
    plainColumn(numbers),
    uuidColumn(jobs.map(({ id }) => id)),
    uuidColumn(jobs.map(({ messageId }) => messageId)),
    jobs.map(({ input }) => JSON.stringify(input) ?? 'null'),
    sparseColumn(jobs.map(({ subject }) => subject?.type ?? null)),
    sparseColumn(jobs.map(({ subject }) => subject?.id ?? null)),
    sparseColumn(jobs.map(({ uniqueKey }) => uniqueKey)),
    sparseColumn(jobs.map(({ batchIndex }) => batchIndex ?? null)),
  ];
}

/** What each job has of its own. */
const OWN: ReadonlySet<string> = new Set<keyof NewJob>([
  'id',
  'messageId',
  'input',
  'subject',
  'uniqueKey',
  'batchIndex',
]);

/** Whether two jobs have the same template, as far as that shows without looking into its members. */
function areAlike(job: NewJob, other: NewJob): boolean {
  const names = Object.keys(job);
  return (
    names.length === Object.keys(other).length &&
    names.every((name) => OWN.has(name) || Reflect.get(job, name) === Reflect.get(other, name))
  );
}
