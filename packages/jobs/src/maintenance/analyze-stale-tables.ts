import { QUEUE_SCHEMA } from '@rota/db';
import type { Pool } from 'pg';

import { onConnection } from '../engine-transaction.ts';

/** Fewer changed rows than this change no plan. */
const CHANGED_ROWS_MIN = 1_000;
const CHANGED_SHARE_MIN = 0.1;

/** ANALYZE is for a table's owner; since version 17 also for whoever was granted MAINTAIN. Others are skipped with a warning. */
const FIND_STALE = `
  SELECT format('%I.%I', s.schemaname, s.relname) AS name,
    pg_has_role(c.relowner, 'USAGE') OR CASE
      WHEN current_setting('server_version_num')::int >= 170000 THEN has_table_privilege(c.oid, 'MAINTAIN')
      ELSE false END AS "mayAnalyze"
  FROM pg_stat_user_tables s JOIN pg_class c ON c.oid = s.relid
  WHERE s.schemaname IN ('public', '${QUEUE_SCHEMA}')
    AND s.n_mod_since_analyze > ${CHANGED_ROWS_MIN} AND s.n_mod_since_analyze > ${CHANGED_SHARE_MIN} * s.n_live_tup
  ORDER BY s.schemaname, s.relname`;

/** Names of tables, with their schemas. */
export type AnalyzeReport = { analyzed: string[]; skipped: string[] };

/**
 * Brings the planner's statistics up to date where a tenth of a table has changed since they were taken.
 * @returns which tables it did, and which only their owner may do
 */
export async function analyzeStaleTables(pool: Pool, signal: AbortSignal): Promise<AnalyzeReport> {
  const { rows } = await onConnection(pool).executeSql<{ name: string; mayAnalyze: boolean }>(FIND_STALE);
  const analyzed: string[] = [];
  for (const { name } of rows.filter(({ mayAnalyze }) => mayAnalyze)) {
    if (signal.aborted) break;
    // Quoted by the server, in the query above.
    await onConnection(pool).executeSql(`ANALYZE ${name}`);
    analyzed.push(name);
  }
  return { analyzed, skipped: rows.filter(({ mayAnalyze }) => !mayAnalyze).map(({ name }) => name) };
}
