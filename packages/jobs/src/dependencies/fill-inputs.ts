import { findUnstorableJson } from '../validation/storable-json.ts';
import { errorFingerprint } from '../error-fingerprint.ts';
import { limits } from '../limits.ts';
import { movedColumns, type MovedJob } from '../moves/moved-job.ts';
import type { SqlExecutor } from '../sql-executor.ts';
import { readAt, writeAt } from './json-pointer.ts';

/** Inputs and outputs are up to 256 KiB each: so many are in memory at once. */
const CHUNK_SIZE = 50;

const READ_JOBS = `SELECT id, input, input_from AS "inputFrom" FROM jobs WHERE id = ANY ($1::uuid[])`;
const READ_OUTPUTS = `SELECT id, output FROM jobs WHERE id = ANY ($1::uuid[])`;

const WRITE = `
  UPDATE jobs j SET
    input = coalesce(f.input, 'null'),
    status = CASE WHEN f.error IS NULL THEN j.status ELSE 'failed' END,
    message_id = CASE WHEN f.error IS NULL THEN j.message_id END,
    error = f.error,
    error_fingerprint = f.fingerprint,
    finished_at = CASE WHEN f.error IS NOT NULL THEN now() END,
    dead_lettered_at = CASE WHEN f.error IS NOT NULL THEN now() END
  FROM json_to_recordset($1::json) AS f (id uuid, input jsonb, error jsonb, fingerprint text)
  WHERE j.id = ANY ($2::uuid[]) AND j.id = f.id
  RETURNING ${movedColumns({ from: `'blocked'` })}`;

type InputFrom = Record<string, { jobId: string; path: string }>;
type TakingJob = { id: string; input: unknown; inputFrom: InputFrom };
type FilledJob = { id: string; input: unknown; error: { code: string; message: string; attempt: 0 } | null };

/**
 * Puts outputs of ended jobs into the inputs of jobs that are released, in the transaction that holds their rows. Where
 * an output has nothing at the path, or is not there, the input stays as it is. Whether the whole fits its type is seen
 * before it runs; here only what could not be stored ends a job.
 * @returns the jobs that failed of it, by their ids
 */
export async function fillInputs(
  executor: SqlExecutor,
  jobIds: readonly string[],
): Promise<Map<string, MovedJob>> {
  const failed = new Map<string, MovedJob>();
  for (let start = 0; start < jobIds.length; start += CHUNK_SIZE) {
    const ids = jobIds.slice(start, start + CHUNK_SIZE);
    const filled = await fill(executor, ids);
    const values = filled.map((job) => ({ ...job, fingerprint: job.error && errorFingerprint(job.error) }));
    const { rows } = await executor.executeSql<MovedJob>(WRITE, [JSON.stringify(values), ids]);
    for (const job of rows) if (job.status === 'failed') failed.set(job.jobId, job);
  }
  return failed;
}

async function fill(executor: SqlExecutor, jobIds: readonly string[]): Promise<FilledJob[]> {
  const { rows: jobs } = await executor.executeSql<TakingJob>(READ_JOBS, [jobIds]);
  const sources = new Set(
    jobs.flatMap(({ inputFrom }) => Object.values(inputFrom).map(({ jobId }) => jobId)),
  );
  const { rows } = await executor.executeSql<{ id: string; output: unknown }>(READ_OUTPUTS, [[...sources]]);
  const outputs = new Map(rows.map(({ id, output }) => [id, output]));
  return jobs.map((job) => fillInput(job, outputs));
}

function fillInput({ id, input, inputFrom }: TakingJob, outputs: ReadonlyMap<string, unknown>): FilledJob {
  let filled = input;
  for (const [pointer, { jobId, path }] of Object.entries(inputFrom)) {
    const value = readAt(outputs.get(jobId), path);
    // What stands in the way was refused when the job was made.
    if (value !== undefined) filled = writeAt(filled, pointer, value)?.document ?? filled;
  }
  const [fault] = findUnstorableJson(filled, { pointer: '', bytesMax: limits.inputBytes });
  if (fault === undefined) return { id, input: filled, error: null };
  const message = `With the outputs that it takes, the input ${fault.pointer} ${fault.message}`;
  return { id, input, error: { code: 'input_invalid', message, attempt: 0 } };
}
