import { encodeId } from '@rota/db';
import type { Pool } from 'pg';

import type { EngineLogger } from '../engine-logger.ts';
import { onConnection } from '../engine-transaction.ts';
import type { OrganisationCaps } from '../parking/organisation-caps.ts';
import type { Notifier } from '../notifications.ts';
import type { Delivery, JobQueue } from '../queue/job-queue.ts';
import type { JobHandlerRegistry } from '../registry/registry.ts';
import { returnTurns } from '../turns/return-turns.ts';
import type { TypeCosts } from '../turns/type-costs.ts';
import type { VirtualClock } from '../turns/virtual-clock.ts';
import { claim, type Claim, type ClaimedJob } from './claim.ts';
import type { ContextDeps } from './create-job-context.ts';
import type { Heartbeat } from './heartbeat.ts';
import { createIsolation, isSuspect } from './isolation.ts';
import { RunAborted, type RunOutcome } from './outcome.ts';
import { returnDeliveries } from './return-deliveries.ts';
import { runUserJob } from './run-user-job.ts';
import type { ServedQueue } from './served-queues.ts';
import type { RunResult, Settler } from './settle.ts';
import type { Slots } from './slots.ts';
import { stopRuns, type StopTimes } from './stop-runs.ts';

/** What a run comes to by itself, and not because it was stopped: its time tells what such a job costs. */
const OWN_ENDS: ReadonlySet<RunOutcome['outcome']> = new Set(['completed', 'failed', 'retrying']);

/**
 * A run that took longer keeps its slot until its end is written, so that a killed process costs no more runs than it has
 * slots: what waits to be written runs again as well. Shorter ones would lose a third of their rate to that.
 */
const PIPELINED_MS_MAX = 50;

type ActiveRun = { job: ClaimedJob; controller: AbortController; ended: Promise<void>; isOnSlot: boolean };

/** What begins and ends the user jobs of a process. */
export type UserJobRunner = {
  /** Claims and starts the jobs that a queue delivered; answers how many slots they took. */
  begin(deliveries: Delivery[], from: ServedQueue): Promise<number>;
  /** Starts a job that was claimed out of turn, on no slot; resolves when its end is written, or was not this process's to write. */
  adopt(job: ClaimedJob): Promise<void>;
  /** Resolves when no suspect has this process to itself, or waits to have it. */
  free(): Promise<void>;
  /** How many of the jobs in hand came from the queues. */
  slotsInUse(): number;
  /** The jobs in hand; uuids. */
  jobIds(): string[];
  /** Tells those of the jobs that run here to stop. */
  cancel(jobIds: readonly string[]): void;
  /** Nothing is in hand, and the ends of all that was are written. */
  isIdle(): boolean;
  /** Waits for the runs in hand, then aborts them, then hands back what is left: no attempt is spent. */
  stop(times: StopTimes): Promise<void>;
};

type RunnerDeps = ContextDeps & {
  pool: Pool;
  queue: JobQueue;
  registry: JobHandlerRegistry;
  workerId: string;
  /** The jobs whose handlers run in this process. */
  running: Set<string>;
  /** Those that its queues share. */
  slots: Slots;
  heartbeat: Heartbeat;
  settler: Settler;
  clock: VirtualClock;
  costs: TypeCosts;
  caps: Pick<OrganisationCaps, 'ids'>;
  notifier: Notifier;
  logger: EngineLogger;
  random(): number;
};

/** Runs user jobs: claim → run with timeout and signal → settle. */
export function createUserJobRunner(deps: RunnerDeps): UserJobRunner {
  const active = new Map<string, ActiveRun>();
  const ends = new WeakMap<ClaimedJob, Promise<void>>();
  const adopted = new WeakMap<ClaimedJob, () => void>();
  const unwritten = new Set<Promise<void>>();
  const isolation = createIsolation(deps);
  let stopping = false;
  const shortTypes = deps.registry
    .userJobTypes()
    .filter((type) => deps.registry.findUserJob(type)?.options.short === true);

  function start(job: ClaimedJob, slots: Slots | null): void {
    const controller = new AbortController();
    const startedAt = performance.now();
    deps.clock.advance(job.delivery.queue, job.delivery.tag);
    deps.heartbeat.keepAlive(job.delivery, () => {
      controller.abort(
        new RunAborted('lost', 'This worker was silent for too long; the job runs elsewhere.'),
      );
    });
    deps.running.add(job.id);
    const ended = (isSuspect(job) ? runAlone(job, controller) : run(job, controller)).finally(() => {
      active.delete(job.id);
      deps.running.delete(job.id);
    });
    active.set(job.id, { job, controller, ended, isOnSlot: slots !== null });
    void ended
      .then(() => (performance.now() - startedAt < PIPELINED_MS_MAX ? undefined : ends.get(job)))
      .finally(() => slots?.release(1));
  }

  /** Resolves when the handler has really ended: its slot stays taken as long as it runs, even past its timeout. */
  async function run(job: ClaimedJob, controller: AbortController): Promise<void> {
    const handler = deps.registry.findUserJob(job.type);
    if (handler === undefined) throw new Error(`${job.type} was claimed without a handler`);
    const startedAt = performance.now();
    const { outcome, ended } = runUserJob(deps, { handler, job, controller });
    const result = await outcome;
    if (OWN_ENDS.has(result.outcome)) deps.costs.sample(job.type, performance.now() - startedAt);
    write({ job, result });
    await ended;
  }

  async function runAlone(job: ClaimedJob, controller: AbortController): Promise<void> {
    deps.logger.warn(
      { jobId: encodeId('job', job.id), type: job.type, losses: job.losses },
      'a job that has lost its workers in a row runs alone',
    );
    const others = [...active.values()].filter((other) => !isSuspect(other.job));
    const handBack = () => write({ job, result: { outcome: 'handed_back' } });
    await isolation
      .enter({
        job,
        signal: controller.signal,
        othersEnded: Promise.all(others.map((other) => other.ended)),
        run: () => run(job, controller),
        handBack,
      })
      .catch((error: unknown) => {
        deps.logger.error({ err: error, jobId: encodeId('job', job.id) }, 'a job could not be run alone');
        handBack();
      });
  }

  /** The first end of a run counts: one that is handed back may still come to an end of its own. */
  function write(result: RunResult): void {
    if (ends.has(result.job)) return;
    const written = deps.settler.settle(result).finally(() => {
      unwritten.delete(written);
      deps.heartbeat.release(result.job.delivery);
      adopted.get(result.job)?.();
    });
    ends.set(result.job, written);
    unwritten.add(written);
  }

  /** Never rejects: what was claimed beside these deliveries runs already and keeps its slots. */
  async function giveBack(deliveries: readonly Delivery[], from: ServedQueue): Promise<void> {
    if (deliveries.length === 0) return;
    await returnDeliveries(deps, { deliveries, from }).catch((error: unknown) => {
      deps.logger.error(
        { err: error, workerId: deps.workerId },
        'messages could not be given back; the queue will take them back as lost',
      );
    });
  }

  /** Parked jobs will be given other turns. A failure costs their organisation these ones. */
  async function giveTurnsBack(parked: Claim['parked'], from: ServedQueue): Promise<void> {
    const turns = parked.map(({ orgId, type }) => ({ orgId, type, queue: from.name }));
    await returnTurns(onConnection(deps.pool), turns).catch((error: unknown) => {
      deps.logger.error({ err: error, workerId: deps.workerId }, 'turns could not be given back');
    });
  }

  return {
    async begin(deliveries, from) {
      // A job whose handler ignores its signal may come back to this process: never a second run beside it.
      const fresh = deliveries.filter(({ jobId }) => jobId !== null && !deps.running.has(jobId));
      const { jobs, parked, wasAway } =
        fresh.length > 0
          ? await claim({ ...deps, types: from.types, shortTypes }, fresh)
          : { jobs: [], parked: [], wasAway: false };
      // Those that may run at once first: a suspect waits for them.
      for (const job of jobs.toSorted((a, b) => Number(isSuspect(a)) - Number(isSuspect(b))))
        start(job, from.slots);
      await giveTurnsBack(parked, from);
      const begun = jobs.map(({ id, orgId, batchId }) => ({ orgId, jobId: id, batchId }));
      deps.notifier.changed([...begun, ...parked]);
      const claimed = new Set(jobs.map(({ delivery }) => delivery));
      const left = wasAway ? [] : deliveries.filter((delivery) => !claimed.has(delivery));
      await giveBack(left, from);
      return jobs.length;
    },

    adopt(job) {
      const { promise, resolve } = Promise.withResolvers<void>();
      adopted.set(job, resolve);
      if (stopping) write({ job, result: { outcome: 'handed_back' } });
      else start(job, null);
      return promise;
    },

    free: () => isolation.free(),

    slotsInUse: () => [...active.values()].filter(({ isOnSlot }) => isOnSlot).length,

    jobIds: () => [...active.keys()],

    cancel(jobIds) {
      const reason = new RunAborted('cancelled', 'The job was cancelled.');
      for (const jobId of jobIds) active.get(jobId)?.controller.abort(reason);
    },

    isIdle: () => active.size === 0 && unwritten.size === 0,

    async stop(times) {
      stopping = true;
      await stopRuns(times, {
        ended: Promise.all([...active.values()].map(({ ended }) => ended)),
        abort() {
          const reason = new RunAborted('shutdown', 'The worker is shutting down; the job will run again.');
          for (const { controller } of active.values()) controller.abort(reason);
        },
      });
      // What ignores its signal is handed back over its handler's head: the process is about to end.
      for (const { job } of active.values()) write({ job, result: { outcome: 'handed_back' } });
      await Promise.all(unwritten);
    },
  };
}
