import type { Database } from '@rota/db';
import type { Pool } from 'pg';

import { startBatchUpkeep } from './batches/batch-upkeep.ts';
import { BATCH_UPKEEP } from './batches/batch-upkeep-wake.ts';
import { createJobsService } from './create/create-jobs.ts';
import type { EngineLogger } from './engine-logger.ts';
import type { JobResources, SystemJobResources } from './registry/job-context.ts';
import { findCancelled } from './by-hand/cancel.ts';
import { createReconciler } from './maintenance/reconcile.ts';
import { CANCEL_CHANNEL, readJobIds, WAKE_CHANNEL, type JobChange, type Notifier } from './notifications.ts';
import { watchOrganisationCaps, type OrganisationCaps } from './parking/organisation-caps.ts';
import { promoteDueJobs } from './moves/promote.ts';
import type { JobQueue } from './queue/job-queue.ts';
import type { JobHandlerRegistry } from './registry/registry.ts';
import { releaseCapped, sweepParked } from './parking/release-parked.ts';
import type { JobScope } from './runner/create-job-context.ts';
import { createHeartbeat } from './runner/heartbeat.ts';
import { createRunRecorder, type RunRecorder } from './runner/run-recorder.ts';
import { createServedQueues, type ServedQueues } from './runner/served-queues.ts';
import type { DeadLetter } from './runner/dead-letters.ts';
import { createSettler, type Settler } from './runner/settle.ts';
import { createSlots } from './runner/slots.ts';
import { startSystemJobPumps } from './runner/system-job-pumps.ts';
import { startUserJobPumps, type UserJobPumps } from './runner/user-job-pumps.ts';
import { createUserRunsInHand, type UserRunsInHand } from './runner/user-runs-in-hand.ts';
import { rebaseTurns } from './turns/rebase-turns.ts';
import { createTypeCosts } from './turns/type-costs.ts';
import { createVirtualClock } from './turns/virtual-clock.ts';
import type { TableStatistics } from './maintenance/table-statistics.ts';
import { startTimedLoop, type TimedLoop } from './timed-loop.ts';
import { announceWorker, type WorkerIdentity } from './workers/worker-presence.ts';

const CONCURRENCY_DEFAULT = 5;
const PROMOTE_MS = 500;
const RECONCILE_MS = 10_000;
/** Half of the priorities are left when it begins: hours, at the least. */
const REBASE_MS = 10_000;
/** The net under a release that did not come to its end. */
const SWEEP_PARKED_MS = 3_000;
/** The net under lost notifications of cancels, which are to arrive within a second. */
const CANCEL_POLL_MS = 900;

/** What a worker wants to hear of; a listener of `@rota/db` takes it as it is. */
export type ListenOptions = {
  channels: string[];
  onNotification(channel: string, payload: string): void;
  /** Notifications may have been missed. */
  onReconnect(): void;
};

/** What a worker stands on. */
export type WorkerOptions = {
  /** Names this process in runs, logs and the list of workers; unique over the installation. */
  workerId: string;
  /** What operators are told of it besides. */
  identity?: WorkerIdentity | undefined;
  /** The engine role's pool. */
  pool: Pool;
  /** The app role's database, for handlers. */
  db: Database;
  /** Started with `supervise`. */
  queue: JobQueue;
  /** Sealed. */
  registry: JobHandlerRegistry;
  notifier: Notifier;
  statistics: TableStatistics;
  /** Opens a connection of its own that listens. */
  listen(options: ListenOptions): Listening;
  /** Jobs at once, over all queues. Default 5. */
  concurrency?: number;
  /** The queues to serve. Default: all. */
  queues?: readonly string[] | undefined;
  /** Told of jobs that this worker has seen fail for good, after the fact and in sets. It must not throw. */
  onDeadLettered?(letters: readonly DeadLetter[]): void;
  resources(scope: JobScope): JobResources;
  systemResources(): SystemJobResources;
  logger: EngineLogger;
  now(): Date;
  random(): number;
};

type Listening = { ready: Promise<void>; close(): Promise<void> };

/** A running worker. */
export type Worker = {
  /**
   * Stops claiming, waits up to `graceMs` for the jobs in hand, then aborts their signals and hands back what
   * is left after 5 s more. No attempt is spent. Ends when everything is written.
   */
  stop(graceMs: number): Promise<void>;
};

/**
 * Starts to run jobs, in this process, until it is stopped. Resolves when it hears of new ones.
 * @throws JobRegistryError when a queue that it is to serve does not exist
 */
export async function startWorker(options: WorkerOptions): Promise<Worker> {
  const concurrency = options.concurrency ?? CONCURRENCY_DEFAULT;
  const slots = createSlots(concurrency);
  const served = createServedQueues({ ...options, slots }, options.queues);
  const heartbeat = createHeartbeat({ queue: options.queue, onError: report(options, 'heartbeat failed') });
  const recorder = createRecorder(options);
  const caps = await watchOrganisationCaps({
    ...options,
    onError: report(options, 'the caps of organisations could not be read'),
  });
  const places = startGivingPlaces(options, caps);
  const settler = createReportingSettler(options, { recorder, served, places });
  const clock = createVirtualClock({
    ...options,
    onError: report(options, 'the turn of a queue could not be written'),
  });
  const costs = createTypeCosts({
    ...options,
    onError: report(options, 'what jobs cost could not be written'),
  });
  const userJobs = createUserRunsInHand({
    ...options,
    jobs: createJobsService(options),
    slots,
    heartbeat,
    recorder,
    settler,
    clock,
    costs,
    caps,
  });
  const presence = await announceWorker({
    ...options,
    slots: concurrency,
    slotsInUse: () => userJobs.jobIds().length,
    onError: report(options, 'the worker could not say that it lives'),
  });
  const pumps = startUserJobPumps({
    ...options,
    served,
    runs: userJobs,
    onError: report(options, 'fetching jobs failed'),
  });
  const systemJobs = startSystemJobPumps({ ...options, heartbeat });
  const upkeep = [
    startPromoting(options),
    startReconciling(options),
    startSweepingParked(options),
    startRebasing(options),
    places,
    caps,
    startWatchingCancels(options, userJobs),
  ];
  const batches = startBatchUpkeep({ ...options, onError: report(options, 'upkeep of batches failed') });
  const listening = await listen(options, { pumps, userJobs, batches });

  return {
    async stop(graceMs) {
      slots.close();
      await listening.close();
      await Promise.all([pumps, batches, ...upkeep].map((loop) => loop.stop()));
      await Promise.all([userJobs.stop(graceMs), systemJobs.stop(graceMs)]);
      await Promise.all([recorder.close(), clock.close(), costs.close()]);
      await Promise.all([heartbeat.stop(), presence.stop()]);
    },
  };
}

function createRecorder(options: WorkerOptions): RunRecorder {
  return createRunRecorder({
    ...options,
    onError: report(options, 'progress and log lines could not be written'),
  });
}

function createReportingSettler(
  options: WorkerOptions,
  { recorder, served, places }: { recorder: RunRecorder; served: ServedQueues; places: GivingPlaces },
): Settler {
  const { logger } = options;
  return createSettler({
    ...options,
    flushRecorder: recorder.flush,
    onError: (error, fields) => logger.error({ err: error, ...fields }, 'ends of runs could not be written'),
    onSettled(moved) {
      for (const queue of new Set(moved.map((job) => job.queue))) {
        if (served.find(queue)?.isCapped === true) options.notifier.wake(queue);
      }
      places.freed(moved);
    },
    onDeadLettered: (letters) => options.onDeadLettered?.(letters),
    onMovedOn: (runs) => logger.warn({ runs }, 'runs ended whose jobs had moved on to another worker'),
  });
}

function startPromoting(options: WorkerOptions): TimedLoop {
  return startTimedLoop({
    intervalMs: PROMOTE_MS,
    work: () => promoteDueJobs(options),
    onError: report(options, 'promoting due jobs failed'),
  });
}

function startReconciling(options: WorkerOptions): TimedLoop {
  const reconciler = createReconciler(options);
  return startTimedLoop({
    intervalMs: RECONCILE_MS,
    async work() {
      const jobs = await reconciler.reconcilePage();
      if (jobs > 0) options.logger.warn({ jobs }, 'jobs without a message were given a new one');
    },
    onError: report(options, 'reconciling rows and messages failed'),
  });
}

type GivingPlaces = Pick<TimedLoop, 'stop'> & { freed(moved: readonly JobChange[]): void };

/** Lets the next jobs of capped organisations go into the line when others have ended. */
function startGivingPlaces(options: WorkerOptions, caps: OrganisationCaps): GivingPlaces {
  const withPlaces = new Set<string>();
  const loop = startTimedLoop({
    intervalMs: SWEEP_PARKED_MS,
    async work() {
      for (const orgId of withPlaces) {
        withPlaces.delete(orgId);
        await releaseCapped(options, orgId);
      }
    },
    onError: report(options, 'parked jobs could not be released'),
  });
  return {
    stop: () => loop.stop(),
    freed(moved) {
      const orgIds = moved.map((job) => job.orgId).filter((orgId) => caps.has(orgId));
      for (const orgId of orgIds) withPlaces.add(orgId);
      if (orgIds.length > 0) loop.poke();
    },
  };
}

function startRebasing(options: WorkerOptions): TimedLoop {
  return startTimedLoop({
    intervalMs: REBASE_MS,
    work: () => rebaseTurns(options),
    onError: report(options, 'rebasing turns failed'),
  });
}

function startSweepingParked(options: WorkerOptions): TimedLoop {
  return startTimedLoop({
    intervalMs: SWEEP_PARKED_MS,
    work: () => sweepParked(options),
    onError: report(options, 'sweeping parked jobs failed'),
  });
}

function startWatchingCancels(options: WorkerOptions, userJobs: UserRunsInHand): TimedLoop {
  return startTimedLoop({
    intervalMs: CANCEL_POLL_MS,
    work: async () => userJobs.cancel(await findCancelled(options.pool, userJobs.jobIds())),
    onError: report(options, 'looking for cancelled jobs failed'),
  });
}

async function listen(
  options: WorkerOptions,
  { pumps, userJobs, batches }: { pumps: UserJobPumps; userJobs: UserRunsInHand; batches: TimedLoop },
): Promise<Listening> {
  const listening = options.listen({
    channels: [WAKE_CHANNEL, CANCEL_CHANNEL],
    onNotification(channel, payload) {
      if (channel === CANCEL_CHANNEL) userJobs.cancel(readJobIds(payload));
      else if (payload === BATCH_UPKEEP) batches.poke();
      else pumps.wake(payload);
    },
    onReconnect() {
      pumps.wakeAll();
      batches.poke();
    },
  });
  await listening.ready;
  return listening;
}

function report(
  { logger, workerId }: WorkerOptions,
  message: string,
): (error: unknown, fields?: Record<string, unknown>) => void {
  return (error, fields = {}) => logger.error({ err: error, workerId, ...fields }, message);
}
