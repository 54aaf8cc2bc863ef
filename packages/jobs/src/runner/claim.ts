import { setTimeout as delay } from 'node:timers/promises';

import { isDatabaseUnavailable, type RetryPolicy } from '@rota/db';
import type { Pool } from 'pg';

import type { JobCreator } from '../create/created-by.ts';
import { movingFrom } from '../moves/job-status.ts';
import type { JobChange } from '../notifications.ts';
import { lockOrganisationCap, RUNNING_OF, type OrganisationCaps } from '../parking/organisation-caps.ts';
import { IS_PAUSED } from '../parking/is-paused.ts';
import type { Delivery } from '../queue/job-queue.ts';
import type { SqlExecutor } from '../sql-executor.ts';
import { uuidColumn } from '../sql-columns.ts';
import { inEngineTransaction, onConnection, retryConflicts } from '../engine-transaction.ts';

/** A run of a job that this process has in hand. Ids are uuids. */
export type ClaimedJob = {
  id: string;
  orgId: string;
  batchId: string | null;
  type: string;
  input: unknown;
  createdBy: JobCreator;
  run: number;
  attempt: number;
  maxAttempts: number;
  retry: RetryPolicy;
  timeoutSeconds: number;
  workerId: string;
  /** As PostgreSQL writes it. */
  startedAt: string;
  /** Workers this job has lost in a row. */
  losses: number;
  /** The last of them it lost while nothing else ran there. */
  lostAlone: boolean;
  /** It was cancelled in a run whose worker was lost: it ends without another one. */
  cancelRequested: boolean;
  /** Its type is declared short: its row still says `pending`, and is written once, at its end. */
  short: boolean;
  delivery: Delivery;
};

type ClaimedRow = Omit<ClaimedJob, 'delivery' | 'workerId' | 'createdBy'> & {
  createdByKind: JobCreator['kind'];
  createdById: string | null;
  messageId: string;
  parked: boolean;
};

const batchIsCancelled = (job: string) => `
  EXISTS (SELECT FROM batches b WHERE b.id = ${job}.batch_id AND b.cancelled_at IS NOT NULL)`;

/** What the statement answers of each job `j`; what a short or parked one has of its own is given. */
const columns = (own: Record<'run' | 'attempt' | 'startedAt' | 'lostAlone' | 'short' | 'parked', string>) => `
  j.id, j.org_id AS "orgId", j.batch_id AS "batchId", j.type, j.input, ${own.run} AS run, ${own.attempt} AS attempt,
  ${own.startedAt}::text AS "startedAt", j.max_attempts AS "maxAttempts", j.retry, j.losses, j.timeout_seconds AS "timeoutSeconds",
  j.message_id AS "messageId", j.created_by_kind AS "createdByKind", j.created_by_id AS "createdById",
  ${own.lostAlone} AS "lostAlone", j.cancel_requested_at IS NOT NULL OR ${batchIsCancelled('j')} AS "cancelRequested",
  ${own.short} AS short, ${own.parked} AS parked`;

const ANSWER = `
  id, "orgId", "batchId", type, input, run, attempt, "startedAt", "maxAttempts", retry, losses, "timeoutSeconds", "messageId",
  "createdByKind", "createdById", "lostAlone", "cancelRequested", short, parked`;

const tracked = {
  run: 'j.run',
  attempt: 'j.attempt',
  startedAt: 'j.started_at',
  lostAlone: 'l.lost AND l.alone',
  short: 'false',
  parked: 'false',
};
const parked = { ...tracked, lostAlone: 'false', parked: 'true' };
const short = {
  ...parked,
  run: 'j.run + 1',
  attempt: 'j.attempt + 1',
  startedAt: 'now()',
  short: 'true',
  parked: 'false',
};

/** A job that was cancelled ends, paused or not. */
const PAUSED = `(cancel_requested_at IS NULL AND ${IS_PAUSED})`;
const DELIVERED = `
  id = ANY ($1::uuid[]) AND message_id = ANY ($2::uuid[]) AND type = ANY ($3::text[])
  AND status IN (${movingFrom<'processing'>(['pending', 'processing'])})
  AND (status = 'processing' OR NOT (${batchIsCancelled('jobs')}))
  AND (NOT $7 OR status = 'processing' AND worker_id = $4)`;
const RUNS_UNTOUCHED = `type = ANY ($5::text[]) AND status = 'pending' AND NOT org_id = ANY ($6::uuid[]) AND NOT ${PAUSED}`;

/**
 * Moves the delivered jobs to `processing`, and the counters of their batches with them, in one statement.
 *
 * A row that is `processing` already is held: it has lost its worker, and that run is written down as `lost`; or this worker
 * claims again what it was not answered (`$7`), and the run, which has not begun, is `handed_back`. The next one spends no
 * attempt. A row whose type or organisation is paused is parked instead, and so is one whose organisation, one of `$6`,
 * has as many running as it may; a held one has its place. A delivery whose row names another
 * message, has ended or waits in a cancelled batch claims nothing. A row of a short type is only read, unless its
 * organisation has a cap: then it is seen to run, so that it counts.
 *
 * The lock is the weaker one, here and elsewhere: foreign keys that look at the row (log lines do) need not wait.
 * Rows are found by `id = ANY`, here and wherever the engine moves a set: a join would leave the planner free to
 * read every waiting row instead, which it does when its statistics are old.
 */
const CLAIM = `
  WITH locked AS (
    SELECT id, org_id, run, attempt, worker_id, started_at, alone, ${PAUSED} AS paused,
      status = 'processing' AS held, status = 'processing' AND NOT $7 AS lost
    FROM jobs
    WHERE ${DELIVERED} AND NOT (${RUNS_UNTOUCHED})
    ORDER BY id
    FOR NO KEY UPDATE
  ), places AS (
    SELECT o.id AS org_id, o.running_max - ${RUNNING_OF('o.id')} AS free
    FROM organisations o WHERE o.id = ANY ($6::uuid[]) AND o.running_max IS NOT NULL
  ), fated AS (
    SELECT l.*,
      CASE
        WHEN l.paused THEN 'paused'
        WHEN NOT l.held AND p.free < row_number() OVER (PARTITION BY l.org_id, l.paused, l.held ORDER BY l.id) THEN 'organisation_cap'
      END AS reason
    FROM locked l LEFT JOIN places p ON p.org_id = l.org_id
  ), ended_runs AS (
    INSERT INTO job_runs (job_id, run, org_id, attempt, worker_id, started_at, ended_at, outcome)
    SELECT id, run, org_id, attempt, worker_id, started_at, now(), CASE WHEN lost THEN 'lost' ELSE 'handed_back' END
    FROM locked WHERE held
  ), claimed AS (
    UPDATE jobs j SET
      status = 'processing', run = j.run + 1, worker_id = $4, started_at = now(), updated_at = now(), alone = false,
      attempt = CASE WHEN l.held THEN j.attempt ELSE j.attempt + 1 END,
      losses = CASE WHEN l.lost THEN j.losses + 1 ELSE j.losses END,
      progress_percent = 0, progress_message = NULL
    FROM fated l WHERE j.id = l.id AND l.reason IS NULL
    RETURNING ${columns(tracked)}, l.held
  ), parked AS (
    UPDATE jobs j SET
      status = 'pending', parked_reason = l.reason, message_id = NULL, updated_at = now(),
      attempt = CASE WHEN l.held THEN j.attempt - 1 ELSE j.attempt END,
      losses = CASE WHEN l.lost THEN j.losses + 1 ELSE j.losses END
    FROM fated l WHERE j.id = l.id AND l.reason IS NOT NULL
    RETURNING ${columns(parked)}, l.held
  ), started AS (
    SELECT batch_id, sum(jobs)::int AS jobs
    FROM (
      SELECT "batchId" AS batch_id, 1 AS jobs FROM claimed WHERE NOT held UNION ALL SELECT "batchId", -1 FROM parked WHERE held
    ) AS move
    WHERE batch_id IS NOT NULL
    GROUP BY batch_id
  ), locked_batches AS (
    SELECT b.id FROM batches b WHERE b.id IN (SELECT batch_id FROM started) ORDER BY b.id FOR NO KEY UPDATE
  ), counted AS (
    UPDATE batches b SET pending = b.pending - s.jobs, processing = b.processing + s.jobs
    FROM locked_batches l JOIN started s ON s.batch_id = l.id
    WHERE b.id = l.id
  ), told AS (
    INSERT INTO job_events (org_id, job_ids) SELECT org_id, array_agg(id) FROM locked GROUP BY org_id
  )
  SELECT ${ANSWER} FROM claimed
  UNION ALL SELECT ${ANSWER} FROM parked
  UNION ALL SELECT ${columns(short)} FROM (SELECT * FROM jobs WHERE ${DELIVERED} AND ${RUNS_UNTOUCHED}) AS j`;

/** What became of a set of deliveries: what is neither in hand nor parked starts nothing here. */
export type Claim = {
  /** In this process's hands. */
  jobs: ClaimedJob[];
  /** Waiting without a message, because they are paused or their organisation is at its cap. */
  parked: (JobChange & { type: string })[];
  /** The database was away in between: what is left of the deliveries may be in other hands, and is not touched. */
  wasAway: boolean;
};

type ClaimDeps = {
  pool: Pool;
  workerId: string;
  types: readonly string[];
  shortTypes: readonly string[];
  caps: Pick<OrganisationCaps, 'ids'>;
};

/**
 * For so long a claim that failed with the way to the database is asked after, and so often. Its messages are given to others
 * when their heartbeat is missed, which is later.
 */
const TRY_FOR_MS = 5_000;
const TRY_AGAIN_MS = 200;

/**
 * Claims what of the deliveries can be run here; the rest is for `returnDeliveries`.
 *
 * A claim may be committed and its answer lost: then this worker claims again what its row says it has. What it has not, it
 * must not claim: a server that crashed may have taken back the fetch, which did not wait for the disk, and have given the
 * messages to somebody else.
 */
export async function claim(deps: ClaimDeps, deliveries: readonly Delivery[]): Promise<Claim> {
  const startedAt = performance.now();
  for (let wasAway = false; ; wasAway = true) {
    try {
      return { ...(await claimOnce(deps, { deliveries, isAgain: wasAway })), wasAway };
    } catch (error) {
      if (!isDatabaseUnavailable(error) || performance.now() - startedAt > TRY_FOR_MS) throw error;
      await delay(TRY_AGAIN_MS);
    }
  }
}

async function claimOnce(
  deps: ClaimDeps,
  { deliveries, isAgain }: { deliveries: readonly Delivery[]; isAgain: boolean },
): Promise<Omit<Claim, 'wasAway'>> {
  const capped = await findCapped(deps, deliveries);
  const options = { ...deps, deliveries, capped, isAgain };
  if (capped.length === 0) return retryConflicts(() => claimOn(onConnection(deps.pool), options));
  return inEngineTransaction(deps.pool, (executor) => claimOn(executor, options));
}

/**
 * The same on an executor of the caller's.
 * @param options.capped the organisations of the jobs that have a cap; in a transaction, if there are any
 * @param options.isAgain claims what this worker has claimed before and was not answered, and nothing else
 */
export async function claimOn(
  executor: SqlExecutor,
  options: Pick<ClaimDeps, 'workerId' | 'types' | 'shortTypes'> & {
    deliveries: readonly Delivery[];
    capped: readonly string[];
    isAgain?: boolean;
  },
): Promise<Omit<Claim, 'wasAway'>> {
  const { deliveries, capped, workerId } = options;
  // One claim at a time counts the running jobs of an organisation that has a cap; others wait for nobody.
  for (const orgId of capped.toSorted()) await lockOrganisationCap(executor, orgId);
  const { rows } = await executor.executeSql<ClaimedRow>(CLAIM, [
    uuidColumn(deliveries.map((delivery) => delivery.jobId)),
    uuidColumn(deliveries.map((delivery) => delivery.messageId)),
    options.types,
    workerId,
    options.shortTypes,
    capped,
    options.isAgain ?? false,
  ]);
  const byMessage = new Map(deliveries.map((delivery) => [delivery.messageId, delivery]));
  const jobs = rows.flatMap(({ messageId, createdByKind, createdById, parked: isParked, ...job }) => {
    if (isParked) return [];
    const delivery = byMessage.get(messageId);
    if (delivery === undefined) throw new Error(`${job.id} was claimed by a message that was not delivered`);
    const createdBy = { kind: createdByKind, id: createdById };
    return [{ ...job, createdBy, workerId, delivery }];
  });
  const parkedJobs = rows
    .filter((row) => row.parked)
    .map(({ id, orgId, batchId, type }) => ({ orgId, jobId: id, batchId, type }));
  return { jobs, parked: parkedJobs };
}

const FIND_CAPPED =
  'SELECT DISTINCT org_id AS id FROM jobs WHERE id = ANY ($1::uuid[]) AND org_id = ANY ($2::uuid[])';

async function findCapped({ pool, caps }: ClaimDeps, deliveries: readonly Delivery[]): Promise<string[]> {
  if (caps.ids().length === 0) return [];
  const { rows } = await onConnection(pool).executeSql<{ id: string }>(FIND_CAPPED, [
    deliveries.map((delivery) => delivery.jobId),
    caps.ids(),
  ]);
  return rows.map(({ id }) => id);
}
