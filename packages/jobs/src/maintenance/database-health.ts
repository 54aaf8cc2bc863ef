import { QUEUE_SCHEMA } from '@rota/db';
import type { Pool } from 'pg';

import { onConnection } from '../engine-transaction.ts';

/** Something about the database that somebody should look at: a constant sentence that says what to do, and figures. */
export type HealthWarning = { message: string; fields: Record<string, unknown> };

/** Dead rows in this number, and in this proportion to live ones, are more than vacuum leaves behind between its rounds. */
const DEAD_ROWS_MIN = 50_000;
const DEAD_SHARE_MIN = 0.5;
/** A transaction that is open for longer keeps every row from being cleaned up that was removed since it began. */
const TRANSACTION_SECONDS_MAX = 900;
/** The same of a replication slot, in transactions: about a night's work. */
const SLOT_LAG_MAX = 5_000_000;

const FIND_BLOATED = `
  SELECT schemaname || '.' || relname AS "table", n_dead_tup::float8 AS "deadRows", n_live_tup::float8 AS "liveRows",
    greatest(last_vacuum, last_autovacuum) AS "lastVacuumAt"
  FROM pg_stat_user_tables
  WHERE schemaname IN ('public', '${QUEUE_SCHEMA}')
    AND n_dead_tup > ${DEAD_ROWS_MIN} AND n_dead_tup > ${DEAD_SHARE_MIN} * n_live_tup
  ORDER BY n_dead_tup DESC
  LIMIT 20`;

/** Of another login's sessions nothing is shown but that they are there, unless the role may read all statistics. */
const FIND_LONG_TRANSACTIONS = `
  SELECT pid, usename AS login, application_name AS "applicationName",
    extract(epoch FROM now() - xact_start)::int AS "openSeconds"
  FROM pg_stat_activity
  WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_xmin IS NOT NULL
    AND xact_start < now() - ${TRANSACTION_SECONDS_MAX} * interval '1 second'
  ORDER BY xact_start
  LIMIT 20`;

const FIND_PREPARED = `
  SELECT gid, extract(epoch FROM now() - prepared)::int AS "openSeconds" FROM pg_prepared_xacts
  WHERE database = current_database() AND prepared < now() - ${TRANSACTION_SECONDS_MAX} * interval '1 second'
  ORDER BY prepared
  LIMIT 20`;

const FIND_LAGGING_SLOTS = `
  SELECT slot_name AS slot, greatest(age(xmin), age(catalog_xmin)) AS transactions FROM pg_replication_slots
  WHERE greatest(age(xmin), age(catalog_xmin)) > ${SLOT_LAG_MAX}
  ORDER BY 2 DESC
  LIMIT 20`;

const CAN_SEE_ALL = `SELECT pg_has_role('pg_read_all_stats', 'USAGE') AS "canSeeAll"`;

const checks: readonly { find: string; message: string }[] = [
  {
    find: FIND_BLOATED,
    message:
      'a table is full of dead rows: end what holds them (see the other warnings), then VACUUM it; if it comes back, ' +
      'lower its autovacuum_vacuum_scale_factor',
  },
  {
    find: FIND_LONG_TRANSACTIONS,
    message:
      'a transaction has been open for long and keeps dead rows from being cleaned up: end it with pg_terminate_backend(pid)',
  },
  {
    find: FIND_PREPARED,
    message:
      'a prepared transaction was left behind and keeps dead rows from being cleaned up: COMMIT or ROLLBACK PREPARED it',
  },
  {
    find: FIND_LAGGING_SLOTS,
    message:
      'a replication slot has fallen behind and keeps dead rows from being cleaned up: bring its reader back, or drop it',
  },
];

/** Looks for what slows every database of this kind down in time: dead rows, and what keeps them. */
export async function findHealthWarnings(pool: Pool): Promise<HealthWarning[]> {
  const executor = onConnection(pool);
  const warnings: HealthWarning[] = [];
  for (const { find, message } of checks) {
    const { rows } = await executor.executeSql<Record<string, unknown>>(find);
    warnings.push(...rows.map((fields) => ({ message, fields })));
  }
  return warnings;
}

/** Whether the engine's role sees how long other logins' transactions are open. */
export async function canSeeAllSessions(pool: Pool): Promise<boolean> {
  const { rows } = await onConnection(pool).executeSql<{ canSeeAll: boolean }>(CAN_SEE_ALL);
  return rows[0]?.canSeeAll ?? false;
}
