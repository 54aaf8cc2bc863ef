import { createDatabase, newId, type JobError, type JobStatus } from '@rota/db';
import { createTestDatabase, type TestDatabase } from '@rota/db/testing';

import { createBatchFollower } from '../../src/batches/follow-up.ts';
import { fillBatches } from '../../src/batches/fill-batches.ts';
import {
  createJobControl,
  createJobHandlerRegistry,
  createJobQueue,
  createJobsService,
  createNotifier,
  createTableStatistics,
  defineJob,
  onConnection,
  type JobControl,
  type JobsService,
} from '../../src/index.ts';
import { FIRST, pruneJobsPage } from '../../src/maintenance/prune-jobs.ts';
import { createReconciler } from '../../src/maintenance/reconcile.ts';
import { promoteDueJobs } from '../../src/moves/promote.ts';
import { claim, type ClaimedJob } from '../../src/runner/claim.ts';
import type { WritableOutcome } from '../../src/runner/outcome.ts';
import { createSettler } from '../../src/runner/settle.ts';
import { testJobType } from '../../src/testing/index.ts';
import { prepareQueues, testQueues } from '../../src/testing/prepare-queues.ts';
import { FORGET, JOURNAL, OFFENCES } from './journal.ts';
import { RETRY_HOURS, SNOOZE_HOURS, type Counts, type Outcome } from './model-job.ts';

/** A job as the database has it. */
export type RealJob = {
  id: string;
  orgId: string;
  type: string;
  status: JobStatus;
  attempt: number;
  run: number;
  losses: number;
  maxAttempts: number;
  isParked: boolean;
  cancelRequested: boolean;
  deadLettered: boolean;
  resolved: boolean;
  errorCode: string | null;
  openParents: number;
  runsWritten: number;
  /** The states of its messages. */
  messages: string[];
  /** Whether one of them is the one that the row names. */
  namesMessage: boolean;
  messageId: string | null;
  queue: string;
  counts: Counts | null;
};

/** The engine in pieces, each called when a sequence says so; no worker, no timer. */
export type ModelEngine = AsyncDisposable & {
  jobs: JobsService;
  control: JobControl;
  addOrganisations(count: number): Promise<string[]>;
  /** Claims jobs by their messages, all at once. @returns the runs in hand, by job */
  claim(jobs: readonly RealJob[]): Promise<Map<string, ClaimedJob>>;
  settle(job: ClaimedJob, outcome: Outcome): Promise<void>;
  /** What the queue does with messages of workers that are silent. */
  lose(jobIds: readonly string[]): Promise<void>;
  deleteMessages(jobIds: readonly string[]): Promise<void>;
  /** Lets time pass for organisations, and what is due then go. */
  pass(hours: ReadonlyMap<string, number>): Promise<void>;
  prune(orgId: string): Promise<void>;
  followBatches(): Promise<void>;
  reconcile(): Promise<void>;
  read(orgIds: readonly string[]): Promise<Map<string, RealJob[]>>;
  /** Moves that the table of statuses does not have, and changes of ended jobs that nobody may make. Forgets all jobs. */
  takeOffences(legal: ReadonlySet<string>): Promise<string[]>;
};

const READ = `
  SELECT j.id, j.org_id AS "orgId", j.type, j.status, j.attempt, j.run, j.losses::int AS losses, j.max_attempts AS "maxAttempts",
    j.parked_reason IS NOT NULL AS "isParked", j.cancel_requested_at IS NOT NULL AS "cancelRequested",
    j.dead_lettered_at IS NOT NULL AS "deadLettered", j.resolved_at IS NOT NULL AS resolved, j.error ->> 'code' AS "errorCode",
    j.open_parents AS "openParents", j.message_id AS "messageId", j.queue,
    (SELECT count(*)::int FROM job_runs r WHERE r.job_id = j.id) AS "runsWritten",
    coalesce(m.states, '{}') AS messages, coalesce(j.message_id = ANY (m.ids), false) AS "namesMessage",
    CASE WHEN b.id IS NOT NULL THEN jsonb_build_object('pending', b.pending, 'processing', b.processing,
      'completed', b.completed, 'failed', b.failed, 'cancelled', b.cancelled) END AS counts
  FROM jobs j
  LEFT JOIN batches b ON b.id = j.id
  LEFT JOIN (
    SELECT (data ->> 'jobId')::uuid AS job_id, array_agg(state::text) AS states, array_agg(id) AS ids
    FROM pgboss.job GROUP BY 1) AS m ON m.job_id = j.id
  WHERE j.org_id = ANY ($1::uuid[])
  ORDER BY j.id`;

const MOMENTS = [
  'run_at',
  'next_retry_at',
  'cancel_requested_at',
  'dead_lettered_at',
  'resolved_at',
  'created_at',
  'updated_at',
  'started_at',
  'finished_at',
];
/** Time passes for one organisation when all that has happened to it happened earlier, and all it waits for is nearer. */
const PASS = `
  UPDATE jobs j SET ${MOMENTS.map((name) => `${name} = j.${name} - p.hours * interval '1 hour'`).join(', ')}
  FROM unnest($1::uuid[], $2::int[]) AS p (org_id, hours) WHERE j.org_id = p.org_id`;

const RETENTION = ['completed', 'failed', 'cancelled'].map((status) => ({ type: null, status, days: 30 }));

/** The two types of the model; their handlers are never called. */
function modelHandlers() {
  const retry = {
    strategy: 'fixed',
    baseSeconds: RETRY_HOURS * 3_600,
    maxSeconds: RETRY_HOURS * 3_600,
    delaysSeconds: [],
    jitter: 0,
  } as const;
  const contract = (type: string) => testJobType(type, { retry: { ...retry, delaysSeconds: [] } });
  const run = async () => ({ output: {} });
  return [
    defineJob(contract('model:plain'), { run }),
    defineJob(contract('model:short'), { run, short: true }),
  ];
}

function toWritable(outcome: Outcome, attempt: { attempt: number; maxAttempts: number }): WritableOutcome {
  const hourMs = 3_600_000;
  const error: JobError = { code: `model.${outcome}`, message: outcome, attempt: attempt.attempt };
  switch (outcome) {
    case 'completed':
      return { outcome, output: {} };
    case 'handed_back':
      return { outcome };
    case 'snoozed':
      return { outcome, delayMs: SNOOZE_HOURS * hourMs };
    case 'threw':
      if (attempt.attempt < attempt.maxAttempts) {
        return { outcome: 'retrying', error, stack: null, delayMs: RETRY_HOURS * hourMs };
      }
      return { outcome: 'failed', error, stack: null };
    case 'permanent':
      return { outcome: 'failed', error, stack: null };
  }
}

/** Opens the engine on a database of its own. `fail` is told of what goes wrong behind the calls. */
export async function openModelEngine(fail: (error: unknown) => void): Promise<ModelEngine> {
  const closing = new AsyncDisposableStack();
  const database: TestDatabase = closing.use(
    await createTestDatabase({
      template: 'engine',
      prepare: prepareQueues(testQueues),
    }),
  );
  const { pool, close } = createDatabase({
    url: database.urls.engine,
    applicationName: 'model',
    poolMax: 8,
    connectTimeoutMs: 120_000,
    onError: fail,
  });
  closing.defer(close);
  const queue = createJobQueue({ pool, onError: fail });
  await queue.start({ supervise: false });
  closing.defer(() => queue.stop());
  const notifier = createNotifier(onConnection(pool), fail);
  closing.defer(() => notifier.close());
  const registry = createJobHandlerRegistry();
  for (const handler of modelHandlers()) registry.register(handler);
  const types = registry.userJobTypes();
  registry.seal(types);
  const statistics = createTableStatistics({ pool, queue, nowMs: () => performance.now(), onError: fail });
  const deps = { pool, queue, notifier, statistics };
  const settler = createSettler({
    ...deps,
    flushRecorder: async () => undefined,
    onError: fail,
    onSettled: () => undefined,
    onDeadLettered: () => undefined,
    onMovedOn: () => undefined,
  });
  const follower = createBatchFollower({ ...deps, onError: fail });
  const reconciler = createReconciler(deps);
  const owner = createDatabase({
    url: database.urls.owner,
    applicationName: 'model owner',
    poolMax: 2,
    connectTimeoutMs: 120_000,
    onError: fail,
  });
  closing.defer(owner.close);
  const ownerPool = owner.pool;
  await ownerPool.query(JOURNAL);

  return {
    jobs: createJobsService({ ...deps, registry, now: () => new Date() }),
    control: createJobControl(deps),

    async addOrganisations(count) {
      const ids = Array.from({ length: count }, newId);
      await ownerPool.query(
        `INSERT INTO organisations (id, name, slug) SELECT id, 'Model', 'm-' || id FROM unnest($1::uuid[]) AS o (id)`,
        [ids],
      );
      return ids;
    },

    async claim(jobs) {
      if (jobs.length === 0) return new Map();
      const messages = jobs.map(({ queue: name, messageId }) => ({
        queue: name,
        messageId: messageId ?? '',
      }));
      const deliveries = await queue.take(onConnection(pool), messages);
      const caps = { ids: () => [] };
      const claimed = await claim(
        { pool, workerId: 'model', types, shortTypes: ['model:short'], caps },
        deliveries,
      );
      // What was parked leaves its message with whoever brought it.
      const started = new Set(claimed.jobs.map(({ delivery }) => delivery));
      await queue.remove(
        onConnection(pool),
        deliveries.filter((delivery) => !started.has(delivery)),
      );
      return new Map(claimed.jobs.map((job) => [job.id, job]));
    },

    settle: (job, outcome) => settler.settle({ job, result: toWritable(outcome, job) }),

    async lose(jobIds) {
      if (jobIds.length === 0) return;
      await pool.query(
        `UPDATE pgboss.job SET state = 'retry' WHERE state = 'active' AND data ->> 'jobId' = ANY ($1)`,
        [jobIds],
      );
    },

    async deleteMessages(jobIds) {
      if (jobIds.length === 0) return;
      await pool.query(`DELETE FROM pgboss.job WHERE data ->> 'jobId' = ANY ($1)`, [jobIds]);
    },

    async pass(hours) {
      if (hours.size === 0) return;
      const client = await ownerPool.connect();
      try {
        // No move of the engine's: the journal is not told.
        await client.query('BEGIN; SET LOCAL session_replication_role = replica');
        await client.query(PASS, [[...hours.keys()], [...hours.values()]]);
        await client.query('COMMIT');
      } finally {
        client.release();
      }
      await promoteDueJobs(deps);
    },

    async prune(orgId) {
      for (let after: typeof FIRST | null = FIRST; after !== null;) {
        const { next } = await pruneJobsPage(pool, { orgId, rules: RETENTION, after });
        after = next;
      }
    },

    async followBatches() {
      const { signal } = new AbortController();
      await fillBatches(deps, signal);
      await follower.followUp(signal);
    },

    async reconcile() {
      await reconciler.reconcilePage();
    },

    async read(orgIds) {
      const { rows } = await ownerPool.query<RealJob>(READ, [orgIds]);
      return Map.groupBy(rows, ({ orgId }) => orgId);
    },

    async takeOffences(legal) {
      const { rows } = await ownerPool.query<{ offence: string }>(OFFENCES, [[...legal]]);
      await ownerPool.query(FORGET);
      return rows.map(({ offence }) => offence);
    },

    [Symbol.asyncDispose]: () => closing.disposeAsync(),
  };
}
