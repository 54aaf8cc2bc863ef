/** What the engine says to pg-boss's table of messages by itself: in one statement where the library would take several. */
import { QUEUE_SCHEMA } from '@rota/db';

/** Every message of every queue; partitioned by queue, so that a statement names its queue. */
const MESSAGES = `${QUEUE_SCHEMA}.job`;

/** Of a row `j` of `jobs`: its message is gone, or will never be delivered again. */
export const WITHOUT_MESSAGE = `NOT EXISTS (
  SELECT FROM ${MESSAGES} m WHERE m.name = j.queue AND m.id = j.message_id AND m.state < 'completed')`;

/**
 * Removed and not completed: the job's row has its history, and a message less to keep, index and clean up is worth a
 * tenth of the whole rate. Locks in the order of ids, as every set does.
 *
 * Of queue `$1`, the messages `$2` that are still held at the deliveries `$3`; answers the ids of those it removed.
 */
export const REMOVE = `
  WITH held AS (
    SELECT m.id FROM ${MESSAGES} m
    JOIN unnest($2::uuid[], $3::int[]) AS fence (id, retry_count) ON fence.id = m.id AND fence.retry_count = m.retry_count
    WHERE m.name = $1 AND m.id = ANY ($2) AND m.state = 'active'
    ORDER BY m.id
    FOR UPDATE OF m
  )
  DELETE FROM ${MESSAGES} m USING held WHERE m.name = $1 AND m.id = held.id
  RETURNING m.id`;

/** Takes away those of the messages `$2` of queue `$1` that no worker has fetched. */
export const REMOVE_WAITING = `
  WITH waiting AS (
    SELECT id FROM ${MESSAGES} WHERE name = $1 AND id = ANY ($2::uuid[]) AND state < 'active' ORDER BY id FOR UPDATE
  )
  DELETE FROM ${MESSAGES} m USING waiting WHERE m.name = $1 AND m.id = waiting.id`;
