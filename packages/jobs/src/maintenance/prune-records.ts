import { IDEMPOTENCY_KEY_HOURS } from '@rota/db';
import type { Pool } from 'pg';

import { onConnection } from '../engine-transaction.ts';

/** Rows removed by one statement. */
const SET_SIZE = 5_000;
/** An hour from the commit is promised; an event bears the time at which its transaction began. */
const EVENT_MINUTES = 70;
/** Of each type of system job: a day of what runs every ten minutes. */
const SYSTEM_RUNS_KEPT = 150;
/** Of workers that died without a word: so long operators see them in the list, as silent ones. */
const SILENT_WORKER_HOURS = 1;

/** By id, which rises with time but for transactions that took long: the oldest first, without an index on the time. */
const DELETE_EVENTS = `
  WITH oldest AS (SELECT id, at FROM job_events ORDER BY id LIMIT ${SET_SIZE})
  DELETE FROM job_events WHERE id IN (SELECT id FROM oldest WHERE at < now() - interval '${EVENT_MINUTES} minutes')`;

const DELETE_IDEMPOTENCY_KEYS = `
  DELETE FROM idempotency_keys
  WHERE ctid = ANY (ARRAY(
    SELECT ctid FROM idempotency_keys WHERE created_at < now() - interval '${IDEMPOTENCY_KEY_HOURS} hours'
    ORDER BY created_at LIMIT ${SET_SIZE}))`;

const DELETE_SYSTEM_RUNS = `
  WITH ranked AS (
    SELECT id, row_number() OVER (PARTITION BY type ORDER BY id DESC) AS place FROM system_runs
  )
  DELETE FROM system_runs WHERE id IN (SELECT id FROM ranked WHERE place > ${SYSTEM_RUNS_KEPT} LIMIT ${SET_SIZE})`;

const DELETE_WORKERS = `
  DELETE FROM workers
  WHERE id IN (
    SELECT id FROM workers WHERE last_seen_at < now() - interval '${SILENT_WORKER_HOURS} hours' LIMIT ${SET_SIZE})`;

const statements = {
  events: DELETE_EVENTS,
  idempotencyKeys: DELETE_IDEMPOTENCY_KEYS,
  systemRuns: DELETE_SYSTEM_RUNS,
  workers: DELETE_WORKERS,
} as const;

/** What is kept for a time of its own, whatever becomes of the jobs. */
export type PrunedRecords = Record<keyof typeof statements, number>;

/**
 * Removes events and silent workers after an hour, stored answers after a day, and all but the last runs of each system
 * job, in sets, until `mayGoOn` says no.
 * @returns how many of each it removed
 */
export async function pruneRecords(pool: Pool, mayGoOn: () => boolean): Promise<PrunedRecords> {
  const removed: PrunedRecords = { events: 0, idempotencyKeys: 0, systemRuns: 0, workers: 0 };
  for (const [kind, statement] of Object.entries(statements) as [keyof PrunedRecords, string][]) {
    for (let rows = SET_SIZE; rows === SET_SIZE && mayGoOn();) {
      rows = await deleteSet(pool, statement);
      removed[kind] += rows;
    }
  }
  return removed;
}

async function deleteSet(pool: Pool, statement: string): Promise<number> {
  const { rows } = await onConnection(pool).executeSql<{ count: number }>(
    `WITH gone AS (${statement} RETURNING 1) SELECT count(*)::int AS count FROM gone`,
  );
  return rows[0]?.count ?? 0;
}
