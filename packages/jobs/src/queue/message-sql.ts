/** What the engine says to pg-boss's table of messages by itself: in one statement where the library would take several. */
import { QUEUE_SCHEMA } from '@rota/db';

import { priorityInSql } from '../turns/start-tags.ts';

/** Every message of every queue; partitioned by queue, so that a statement names its queue. */
const MESSAGES = `${QUEUE_SCHEMA}.job`;

/** The queue's own clock, which a test that moves the time of its database leaves alone. */
const QUEUE_NOW = `${QUEUE_SCHEMA}.job_now()`;

/**
 * Of a row `j` of `jobs`: its message is gone, or will never be delivered again. A look-up by key for each row, which the
 * planner cannot turn into a join: with statistics that are older than the last thousands of messages, it joins every row
 * to every message.
 */
export const WITHOUT_MESSAGE = `coalesce((
  SELECT m.state FROM ${MESSAGES} m WHERE m.name = j.queue AND m.id = j.message_id), 'completed') >= 'completed'`;

/**
 * Puts the messages `m` that `messages` lists (`queue`, `id`, `job_id`, `tag`, `priority`, `delay`) on their queues, with what
 * each queue says of its messages. A queue that is not there has no name to give, and the table refuses a message without
 * one: none is put anywhere.
 */
export const putMessages = (messages: string): string => `
  INSERT INTO ${MESSAGES} (
    id, name, data, priority, start_after, keep_until, retry_limit, retry_delay, retry_backoff, retry_delay_max,
    expire_seconds, deletion_seconds, heartbeat_seconds, policy, dead_letter)
  SELECT m.id, q.name, jsonb_build_object('jobId', m.job_id, 'tag', m.tag), m.priority, ${QUEUE_NOW} + m.delay,
    ${QUEUE_NOW} + m.delay + q.retention_seconds * interval '1 s', q.retry_limit, q.retry_delay, q.retry_backoff, q.retry_delay_max,
    q.expire_seconds, q.deletion_seconds, q.heartbeat_seconds, q.policy, q.dead_letter
  FROM ${messages} LEFT JOIN ${QUEUE_SCHEMA}.queue q ON q.name = m.queue`;

/**
 * `$1` queues, `$2` ids, `$3` jobs, `$4` tags, `$5` priorities, `$6` seconds to wait. Columns, because reading one JSON text
 * for a message each costs as much as writing it.
 */
export const PUT = putMessages(`(
    SELECT queue, id, job_id, tag, priority, seconds * interval '1 s' AS delay
    FROM unnest($1::text[], $2::uuid[], $3::uuid[], $4::bigint[], $5::int[], $6::float8[])
      AS u (queue, id, job_id, tag, priority, seconds)
  ) AS m`);

/**
 * Removed and not completed: the job's row has its history, and a message less to keep, index and clean up is worth a
 * tenth of the whole rate. No join: with old statistics it would compare all that wait with all that are removed.
 *
 * Of queue `$1`, the messages `$2` that are still held at the deliveries `$3`; answers the ids of those it removed.
 */
export const REMOVE = `
  DELETE FROM ${MESSAGES}
  WHERE name = $1 AND id = ANY ($2::uuid[]) AND state = 'active'
    AND retry_count = ($3::int[])[array_position($2::uuid[], id)]
  RETURNING id`;

/** Takes away those of the messages `$2` of queue `$1` that no worker has fetched; answers their ids. */
export const REMOVE_WAITING = `
  WITH waiting AS (
    SELECT id FROM ${MESSAGES} WHERE name = $1 AND id = ANY ($2::uuid[]) AND state < 'active' ORDER BY id FOR UPDATE
  )
  DELETE FROM ${MESSAGES} m USING waiting WHERE m.name = $1 AND m.id = waiting.id
  RETURNING m.id`;

/** Gives the messages `$2` of queue `$1` to whoever asks, as a fetch does, those that nobody has been given. */
export const TAKE = `
  WITH waiting AS (
    SELECT id FROM ${MESSAGES} WHERE name = $1 AND id = ANY ($2::uuid[]) AND state < 'active' ORDER BY id FOR UPDATE
  )
  UPDATE ${MESSAGES} m SET
    state = 'active', started_on = ${QUEUE_NOW}, heartbeat_on = ${QUEUE_NOW},
    retry_count = CASE WHEN m.started_on IS NOT NULL THEN m.retry_count + 1 ELSE m.retry_count END
  FROM waiting WHERE m.name = $1 AND m.id = waiting.id
  RETURNING m.id, m.retry_count AS "retryCount", m.data`;

/** How many of an organisation's oldest waiting jobs are looked at, to find the next of its line. */
const OLDEST_MAX = 200;

/**
 * Gives the tags `$3`, rising, to messages that are next in the line of organisation `$2` in queue `$1`, whose tags are
 * counted from `$4`. Answers which tag each of them had. Messages that somebody has hold of are passed over.
 */
export const PUT_BACK = `
  WITH oldest AS (
    SELECT queue, message_id, priority FROM jobs
    WHERE org_id = $2 AND status = 'pending'
    ORDER BY id
    LIMIT ${OLDEST_MAX}
  ), next AS (
    SELECT m.id, (m.data ->> 'tag')::bigint AS tag FROM ${MESSAGES} m
    WHERE m.name = $1 AND m.state < 'active' AND m.start_after <= now()
      AND m.id = ANY (ARRAY(SELECT message_id FROM oldest WHERE queue = $1 AND priority <> 'high'))
    ORDER BY (m.data ->> 'tag')::bigint
    LIMIT cardinality($3::bigint[])
    FOR UPDATE SKIP LOCKED
  ), pairs AS (
    SELECT n.id, n.tag AS had, t.tag
    FROM (SELECT id, tag, row_number() OVER (ORDER BY tag) AS place FROM next) AS n
    JOIN unnest($3::bigint[]) WITH ORDINALITY AS t (tag, place) ON t.place = n.place
    WHERE n.tag < t.tag
  )
  UPDATE ${MESSAGES} m SET
    data = m.data || jsonb_build_object('tag', p.tag), priority = ${priorityInSql('p.tag', '$4::bigint')}
  FROM pairs p
  WHERE m.name = $1 AND m.id = p.id
  RETURNING p.had::float8 AS had, p.tag::float8 AS tag`;

/** Brings the server's statistics of the messages up to date. Their owner may: it is the engine's role. */
export const ANALYSE = `ANALYZE (SKIP_LOCKED) ${MESSAGES}`;

/** How many messages of queue `$1` are in the hands of workers. */
export const COUNT_DELIVERED = `
  SELECT count(*)::int AS messages FROM ${MESSAGES} WHERE name = $1 AND state = 'active'`;

/** How many messages of the queues `$1` could be fetched now, up to `$2`. */
export const COUNT_WAITING = `
  SELECT count(*)::int AS messages FROM (
    SELECT FROM ${MESSAGES}
    WHERE name = ANY ($1::text[]) AND state < 'active' AND NOT blocked AND start_after <= now()
    LIMIT $2) AS waiting`;

/** Whether pg-boss has something to pass on to the queue of a schedule. */
export const IS_FIRING = `
  SELECT EXISTS (SELECT FROM ${MESSAGES} WHERE name = '__pgboss__send-it' AND state <= 'active') AS firing`;

/** Which of the queues `$1` there are. */
export const FIND_QUEUES = `SELECT name FROM ${QUEUE_SCHEMA}.queue WHERE name = ANY ($1::text[])`;

const BASE = '(SELECT base FROM queue_clocks WHERE queue = $1)';
const WANTED_PRIORITY = priorityInSql(`(m.data ->> 'tag')::bigint`, BASE);

/**
 * Gives up to `$3` waiting messages of queue `$1`, of a priority of at most `$2`, the highest first, the priority that their
 * tags have with the queue's base of now. Answers how many had another one, and the lowest that one of them had.
 */
export const REBASE_WAITING = `
  WITH stale AS (
    SELECT id, priority FROM ${MESSAGES} m
    WHERE name = $1 AND state < 'active' AND NOT blocked AND priority <= $2 AND priority <> ${WANTED_PRIORITY}
    ORDER BY priority DESC, created_on
    LIMIT $3
    FOR UPDATE SKIP LOCKED
  ), moved AS (
    UPDATE ${MESSAGES} m SET priority = ${WANTED_PRIORITY} FROM stale WHERE m.name = $1 AND m.id = stale.id
    RETURNING stale.priority
  )
  SELECT count(*)::int AS moved, min(priority) AS last FROM moved`;

/** The same for those in workers' hands. */
export const REBASE_DELIVERED = `
  WITH stale AS (
    SELECT id FROM ${MESSAGES} m
    WHERE name = $1 AND state = 'active' AND priority <> ${WANTED_PRIORITY}
    FOR UPDATE SKIP LOCKED
  )
  UPDATE ${MESSAGES} m SET priority = ${WANTED_PRIORITY} FROM stale WHERE m.name = $1 AND m.id = stale.id
  RETURNING m.id`;
