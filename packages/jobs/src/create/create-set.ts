import { endedJobStatuses, type JobStatus } from '@rota/db';

import type { JobDraft } from './job-draft.ts';
import { insertDependencies, waitForParents } from './wait-for-parents.ts';
import { enqueue, isOneStatement, type NewJob } from './enqueue.ts';
import { sqlList } from '../moves/job-status.ts';
import type { JobQueue } from '../queue/job-queue.ts';
import type { SqlExecutor } from '../sql-executor.ts';

/** `alreadyExisted`: the unique key is held by this living job, and nothing was written. */
export type CreatedJob = {
  id: string;
  type: string;
  status: JobStatus;
  alreadyExisted: boolean;
  /** The job as it was written; null for one that already existed. */
  written: WrittenJob | null;
};

/** A created job as callers in this program hear of it. */
export type JobReceipt = Pick<CreatedJob, 'id' | 'type' | 'status' | 'alreadyExisted'>;

/** Leaves out what was written. */
export function toReceipt({ id, type, status, alreadyExisted }: CreatedJob): JobReceipt {
  return { id, type, status, alreadyExisted };
}

/** A new job as it stands in the table, before anybody has moved it. */
export type WrittenJob = NewJob & { createdAt: Date };

/** A living job found by its unique key may end before it is read; then the key is free again. */
const UNIQUE_KEY_TRIES = 3;

const FIND_LIVING = `
  SELECT key.n::int AS n, j.id, j.status
  FROM unnest($1::uuid[], $2::text[], $3::text[]) WITH ORDINALITY AS key (org_id, type, unique_key, n)
  JOIN jobs j ON j.org_id = key.org_id AND j.type = key.type AND j.unique_key = key.unique_key
  WHERE j.status NOT IN (${sqlList(endedJobStatuses)})`;

/**
 * Writes jobs with their messages and dependencies in the caller's transaction: all, or none. One whose unique key is
 * taken, be it by a job of the same set, is not written: the living job is answered in its place.
 *
 * @returns a job for each draft, in their order
 * @throws JobRequestError for parents that cannot be waited for
 */
export async function createSet(
  executor: SqlExecutor,
  { queue, drafts }: { queue: JobQueue; drafts: readonly JobDraft[] },
): Promise<CreatedJob[]> {
  const jobs = await waitForParents(executor, drafts);
  const created = await writeOrFindLiving(executor, { queue, jobs });
  const edges = drafts
    .filter(({ job }) => created.get(job.id)?.id === job.id)
    .flatMap(({ job, dependsOn }) => dependsOn.map((parentId) => ({ jobId: job.id, parentId })));
  await insertDependencies(executor, edges);
  return drafts.flatMap(({ job }) => created.get(job.id) ?? []);
}

/**
 * Whether {@link createSet} is one statement on the engine's connections, and needs no transaction around it. Where a unique
 * key is taken its holder has to be looked for, and perhaps the job to be written after all.
 */
export function isOneStatementSet(drafts: readonly JobDraft[]): boolean {
  const jobs = drafts.map(({ job }) => job);
  return (
    isOneStatement(jobs) &&
    drafts.every(({ job, dependsOn }) => job.uniqueKey === null && dependsOn.length === 0)
  );
}

/** @returns what was created or found, by the id of the new job */
async function writeOrFindLiving(
  executor: SqlExecutor,
  { queue, jobs }: { queue: JobQueue; jobs: readonly NewJob[] },
): Promise<Map<string, CreatedJob>> {
  const created = new Map<string, CreatedJob>();
  // One order of keys everywhere: sets that wait for each other's keys do not wait in a circle.
  let left = jobs.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : Number(keyOf(a) !== keyOf(b))));
  for (let tries = 0; left.length > 0; tries += 1) {
    if (tries === UNIQUE_KEY_TRIES)
      throw new Error(`jobs that hold unique keys came and went ${UNIQUE_KEY_TRIES} times`);
    const written = await enqueue(executor, { queue, jobs: left });
    for (const job of left) {
      const { id, type, status } = job;
      const createdAt = written.get(id);
      if (createdAt === undefined) continue;
      created.set(id, { id, type, status, alreadyExisted: false, written: { ...job, createdAt } });
    }
    const refused = left.filter(({ id }) => !written.has(id));
    const living = await findLiving(executor, refused);
    for (const { job, ...found } of living)
      created.set(job.id, { ...found, type: job.type, alreadyExisted: true, written: null });
    left = refused.filter(({ id }) => !created.has(id));
  }
  return created;
}

const keyOf = ({ orgId, type, uniqueKey }: NewJob): string =>
  uniqueKey === null ? '' : `${orgId} ${type} ${uniqueKey}`;

async function findLiving(
  executor: SqlExecutor,
  jobs: readonly NewJob[],
): Promise<{ job: NewJob; id: string; status: JobStatus }[]> {
  if (jobs.length === 0) return [];
  const { rows } = await executor.executeSql<{ n: number; id: string; status: JobStatus }>(FIND_LIVING, [
    jobs.map(({ orgId }) => orgId),
    jobs.map(({ type }) => type),
    jobs.map(({ uniqueKey }) => uniqueKey),
  ]);
  return rows.flatMap(({ n, id, status }) => {
    const job = jobs[n - 1];
    return job === undefined ? [] : [{ job, id, status }];
  });
}
