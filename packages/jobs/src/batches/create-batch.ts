import { newId } from '@rota/db';

import type { SqlExecutor } from '../sql-executor.ts';
import type { NewBatch } from './batch-request.ts';

/** A batch that was made. `id` is the uuid of its parent job. */
export type CreatedBatch = { id: string; total: number };

/** The parent runs nothing: it is under way from its first moment until its last child has ended. */
const INSERT_BATCH = `
  WITH parent AS (
    INSERT INTO jobs (id, org_id, type, status, priority, retry, created_by_kind, created_by_id, subject_type, subject_id, started_at)
    SELECT $1::uuid, "orgId", 'batch', 'processing', priority, retry, "createdBy" ->> 'kind', ("createdBy" ->> 'id')::uuid,
           subject ->> 'type', subject ->> 'id', now()
    FROM json_to_record($2::json) AS t ("orgId" uuid, priority text, retry jsonb, "createdBy" jsonb, subject jsonb)
    RETURNING id, org_id
  ), batch AS (
    INSERT INTO batches (id, org_id, type, failure_policy, total, pending) SELECT id, org_id, $3::text, $4::jsonb, $5::int, $5::int FROM parent
  )
  INSERT INTO job_events (org_id, job_ids) SELECT org_id, ARRAY[id] FROM parent`;

const STAGE = `
  INSERT INTO batch_items (batch_id, org_id, first_index, inputs, template)
  VALUES ($1, $2, $3, $4::jsonb, $5::jsonb)`;

/** A chunk becomes jobs in one transaction, of some 100 ms: bounded in jobs and, within one input, in bytes. */
const CHUNK_ITEMS_MAX = 1_000;
const CHUNK_CHARS_MAX = 4 * 1024 * 1024;

/**
 * Writes a batch with all that is to become of it: its parent, its counters and its inputs, from which workers make the
 * children. Nothing can be lost after the caller's transaction has committed, and nothing is left when it has not.
 */
export async function writeBatch(
  executor: SqlExecutor,
  { template, inputs, failurePolicy }: NewBatch,
): Promise<CreatedBatch> {
  const id = newId();
  const common = JSON.stringify(template);
  await executor.executeSql(INSERT_BATCH, [
    id,
    common,
    template.type,
    JSON.stringify(failurePolicy),
    inputs.length,
  ]);
  for (const { firstIndex, json } of inChunks(inputs)) {
    await executor.executeSql(STAGE, [id, template.orgId, firstIndex, json, common]);
  }
  return { id, total: inputs.length };
}

function* inChunks(inputs: readonly unknown[]): Generator<{ firstIndex: number; json: string }> {
  let texts: string[] = [];
  let chars = 0;
  for (const [index, input] of inputs.entries()) {
    const text = JSON.stringify(input ?? null);
    texts.push(text);
    chars += text.length;
    if (texts.length === CHUNK_ITEMS_MAX || chars >= CHUNK_CHARS_MAX || index === inputs.length - 1) {
      yield { firstIndex: index + 1 - texts.length, json: `[${texts.join(',')}]` };
      texts = [];
      chars = 0;
    }
  }
}
