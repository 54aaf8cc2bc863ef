import { QUEUE_SCHEMA } from '@rota/db';

const MESSAGES = `${QUEUE_SCHEMA}.job`;

const FUNCTION = `${QUEUE_SCHEMA}.rota_deliver`;

/** Any constant of our own: the advisory lock under which one process at a time replaces the function. */
const INSTALL_LOCK = 7_305_216;

/**
 * A function and no statement, because only a function carries settings of the planner. A queue is empty at one moment and has
 * a million messages at the next, and what the statistics say of it is from another one: by them the planner would read
 * all that wait, sort it, and compare each with each. With these settings it takes the first of the index in their order,
 * whatever the statistics say, and makes its plan once a connection, for any number.
 *
 * It gives out what pg-boss's own fetch would, in the same order and with the same marks. Without parameters: several
 * statements, one transaction.
 */
export const INSTALL_DELIVERY = `
  SELECT pg_advisory_xact_lock(${INSTALL_LOCK});
  CREATE OR REPLACE FUNCTION ${FUNCTION}(wanted_queue text, wanted integer)
    RETURNS TABLE (message_id uuid, deliveries integer, body jsonb)
    LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp
    SET plan_cache_mode = force_generic_plan
    SET enable_sort = off
    SET enable_hashjoin = off
    SET enable_mergejoin = off
    AS $$
      BEGIN
        RETURN QUERY
          WITH next AS (
            SELECT m.ctid AS place FROM ${MESSAGES} m
            WHERE m.name = wanted_queue AND m.state < 'active' AND NOT m.blocked AND m.start_after <= ${QUEUE_SCHEMA}.job_now()
            ORDER BY m.priority DESC, m.created_on
            LIMIT wanted
            FOR UPDATE SKIP LOCKED
          )
          UPDATE ${MESSAGES} m SET
            state = 'active', started_on = ${QUEUE_SCHEMA}.job_now(), heartbeat_on = ${QUEUE_SCHEMA}.job_now(),
            retry_count = CASE WHEN m.started_on IS NOT NULL THEN m.retry_count + 1 ELSE m.retry_count END
          FROM next n
          WHERE m.name = wanted_queue AND m.ctid = n.place
          RETURNING m.id, m.retry_count, m.data;
      END
    $$;
  REVOKE ALL ON FUNCTION ${FUNCTION}(text, integer) FROM PUBLIC`;

/** Takes up to `$2` messages of queue `$1` into the caller's hands, the next of the line. */
export const DELIVER = `
  SELECT message_id AS id, deliveries AS "retryCount", body AS data FROM ${FUNCTION}($1, $2)`;

/** The same, and its commit does not wait for the disk. */
export const DELIVER_QUICKLY = `
  WITH quick AS (SELECT set_config('synchronous_commit', 'off', true))
  SELECT d.message_id AS id, d.deliveries AS "retryCount", d.body AS data FROM quick CROSS JOIN ${FUNCTION}($1, $2) AS d`;
