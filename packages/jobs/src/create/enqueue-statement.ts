import { putMessages } from '../queue/message-sql.ts';
import { COST, extendLines } from '../turns/line-sql.ts';
import { LOW_PRIORITY_JOBS, priorityInSql } from '../turns/start-tags.ts';

/**
 * What jobs have in common is read once, as JSON; what each has of its own comes in columns. Reading all of it from JSON,
 * job by job, costs more than writing it.
 */
const WRITE = `templates AS MATERIALIZED (
    SELECT * FROM json_to_recordset($1::json) AS t (
      n int, "orgId" uuid, type text, status text, queue text, priority text, "maxAttempts" int, retry jsonb,
      "timeoutSeconds" int, "runAt" timestamptz, "createdBy" jsonb, "replayOf" uuid, "batchId" uuid, "workflowId" uuid,
      "nodeKey" text, "inputFrom" jsonb, "scheduleId" uuid, "openParents" int, "onParentFailure" text, "hasDependents" bool,
      error jsonb)
  ), written AS (
    INSERT INTO jobs (id, message_id, org_id, type, status, queue, priority, input, max_attempts, max_attempts_step, retry,
                      timeout_seconds, run_at, created_by_kind, created_by_id, subject_type, subject_id, unique_key, replay_of,
                      batch_id, batch_index, workflow_id, node_key, input_from, schedule_id, open_parents, on_parent_failure,
                      has_dependents, error, finished_at)
    SELECT own.id, own.message_id, t."orgId", t.type, t.status, t.queue, t.priority, own.input, t."maxAttempts", t."maxAttempts",
           t.retry, t."timeoutSeconds", t."runAt", t."createdBy" ->> 'kind', (t."createdBy" ->> 'id')::uuid,
           own.subject_type, own.subject_id, own.unique_key, t."replayOf", t."batchId", own.batch_index, t."workflowId",
           t."nodeKey", t."inputFrom", t."scheduleId", coalesce(t."openParents", 0), coalesce(t."onParentFailure", 'fail'),
           coalesce(t."hasDependents", false), t.error,
           CASE WHEN t.status IN ('failed', 'cancelled') THEN now() END
    FROM unnest($2::int[], $3::uuid[], $4::uuid[], $5::jsonb[], $6::text[], $7::text[], $8::text[], $9::int[])
      WITH ORDINALITY AS own (n, id, message_id, input, subject_type, subject_id, unique_key, batch_index, place)
    JOIN templates t ON t.n = own.n
    ORDER BY own.place
    ON CONFLICT DO NOTHING
    RETURNING id, message_id, org_id, type, queue, priority, created_at
  ), told AS (
    INSERT INTO job_events (org_id, job_ids) SELECT org_id, array_agg(id) FROM written GROUP BY org_id
  )`;

/** Their moment is one. Which they are is answered only when some were refused: a thousand ids are read for nothing else. */
const ANSWER = `
  SELECT (extract(epoch FROM min(created_at)) * 1000)::float8 AS "createdAtMs",
    CASE WHEN count(*) < cardinality($3::uuid[]) THEN array_agg(id) END AS "onlyIds"
  FROM written`;

/** Rows alone: their messages are for another statement. */
export const INSERT_JOBS = `
  WITH ${WRITE}${ANSWER}`;

/**
 * Rows, turns and messages in one statement, for a set in which nobody changes places.
 *
 * Those that were written add their costs to their organisation's line; from its new end each stands its own cost before the
 * one that comes after it. That is a sum over the line from behind, which begins with its end: one pass, where a join of the
 * jobs with the lines would be planned by guessing how many there are. Ids of a set rise in its order.
 */
const WRITE_AND_PUT = `${WRITE}, due AS MATERIALIZED (
    SELECT w.id, w.message_id, w.queue, w.org_id, w.priority, ${COST} AS cost
    FROM written w
    LEFT JOIN organisations o ON o.id = w.org_id
    LEFT JOIN job_type_costs c ON c.type = w.type
    WHERE w.message_id IS NOT NULL
  ), lengths AS (
    SELECT queue, org_id, sum(cost)::bigint AS length FROM due GROUP BY queue, org_id
  ), reserved AS (${extendLines('lengths n')}
  ), lines AS (
    SELECT queue, org_id, id, message_id, -cost AS step, CASE priority WHEN 'low' THEN ${LOW_PRIORITY_JOBS} * cost ELSE 0 END AS later
    FROM due
    UNION ALL
    SELECT queue, org_id, NULL, NULL, finish_tag, 0 FROM reserved
  ), placed AS (
    SELECT queue, id, message_id,
      later + sum(step) OVER (PARTITION BY queue, org_id ORDER BY id DESC NULLS FIRST ROWS UNBOUNDED PRECEDING) AS tag
    FROM lines
  ), put AS (${putMessages(`(
    SELECT p.queue, p.message_id AS id, p.id AS job_id, p.tag::bigint AS tag, interval '0' AS delay,
      ${priorityInSql('p.tag', 'coalesce(k.base, 0)')} AS priority
    FROM placed p LEFT JOIN queue_clocks k ON k.queue = p.queue
    WHERE p.id IS NOT NULL
  ) AS m`)}
  )`;

export const ENQUEUE = `
  WITH ${WRITE_AND_PUT}${ANSWER}`;

/** The same, and its commit does not wait for the disk. */
export const ENQUEUE_EARLY = `
  WITH early AS MATERIALIZED (SELECT set_config('synchronous_commit', 'off', true)), ${WRITE_AND_PUT}${ANSWER} CROSS JOIN early`;
