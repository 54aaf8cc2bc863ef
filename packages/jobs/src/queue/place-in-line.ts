import { QUEUE_SCHEMA } from '@rota/db';
import type { Pool } from 'pg';

import { onConnection } from '../engine-transaction.ts';
import { isLiving, servesQueue } from '../living-workers.ts';

/** Where a job stands in the line of its queue, and who takes from it. */
export type PlaceInLine = {
  /** From 1, the next to be taken; at most {@link PLACES_MAX} + 1, which stands for all behind. Null: it does not wait. */
  position: number | null;
  /** Jobs that the living workers of its queue run at once: 0 when there is none. */
  slots: number;
  /** What a run of its type usually takes; null when none was measured. */
  averageMs: number | null;
};

/** Finds places in the lines of queues, on the engine's role, for the organisation that owns the job. */
export type LineReader = {
  /** Costs no more the longer the line is. @returns undefined for a job that is not the organisation's */
  findPlace(job: { orgId: string; jobId: string }): Promise<PlaceInLine | undefined>;
};

/** Places are counted up to here. */
export const PLACES_MAX = 10_000;

/** In the order in which messages are fetched. `$1` organisation, `$2` job. */
const FIND_PLACE = `
  SELECT
    CASE WHEN m.id IS NOT NULL THEN 1 + (
      SELECT count(*) FROM (
        SELECT FROM ${QUEUE_SCHEMA}.job q
        WHERE q.name = j.queue AND q.state < 'active' AND NOT q.blocked AND q.start_after <= now()
          AND q.priority >= m.priority
          AND (q.priority > m.priority OR (q.created_on, q.id) < (m.created_on, m.id))
        LIMIT ${PLACES_MAX}) AS before)::int END AS position,
    (SELECT coalesce(sum(w.slots), 0)::int FROM workers w
     WHERE ${isLiving('w')} AND ${servesQueue('w', 'j.queue')}) AS slots,
    (SELECT c.average_ms FROM job_type_costs c WHERE c.type = j.type) AS "averageMs"
  FROM jobs j
  LEFT JOIN ${QUEUE_SCHEMA}.job m ON m.name = j.queue AND m.id = j.message_id AND m.state < 'active'
  WHERE j.org_id = $1 AND j.id = $2`;

/** Reads by the engine's pool: nobody else may look at messages and workers. */
export function createLineReader({ pool }: { pool: Pool }): LineReader {
  const executor = onConnection(pool);
  return {
    async findPlace({ orgId, jobId }) {
      const { rows } = await executor.executeSql<PlaceInLine>(FIND_PLACE, [orgId, jobId]);
      return rows[0];
    },
  };
}
