import { startBatchLoops } from '../batches/batch-loops.ts';
import { BATCH_WAKE } from '../batches/batch-wake.ts';
import { CANCEL_CHANNEL, readJobIds, WAKE_CHANNEL, type JobChange } from '../notifications.ts';
import { watchOrganisationCaps, type OrganisationCaps } from '../parking/organisation-caps.ts';
import { releaseCapped } from '../parking/release-parked.ts';
import { createPerformer, type Performer } from '../perform/performer.ts';
import type { SystemJobResources } from '../registry/job-context.ts';
import { createRunner, reportTo, type RunnerOptions } from '../runner/create-runner.ts';
import { createRunTally, type RunTally, type WorkerTally } from '../runner/run-tally.ts';
import { createServedQueues } from '../runner/served-queues.ts';
import { createSlots } from '../runner/slots.ts';
import { startSystemJobPumps } from '../runner/system-job-pumps.ts';
import { startUserJobPumps, type UserJobPumps } from '../runner/user-job-pumps.ts';
import type { UserJobRunner } from '../runner/user-job-runner.ts';
import { startTimedLoop, type TimedLoop } from '../timed-loop.ts';
import { startMaintenanceLoops } from '../maintenance/maintenance-loops.ts';
import { announceWorker, type WorkerIdentity } from './worker-presence.ts';

/** Jobs that a worker runs at once, where nothing else is said. */
export const CONCURRENCY_DEFAULT = 5;
/** Between two looks for places that were not given, because the try failed. */
const GIVE_PLACES_MS = 3_000;

/** What a worker wants to hear of; a listener of `@rota/db` takes it as it is. */
export type ListenOptions = {
  channels: string[];
  onNotification(channel: string, payload: string): void;
  /** Notifications may have been missed. */
  onReconnect(): void;
};

/** What a worker stands on; its queue is started with `supervise`. */
export type WorkerOptions = RunnerOptions & {
  /** What operators are told of it besides. */
  identity?: WorkerIdentity | undefined;
  /** Opens a connection of its own that listens. */
  listen(options: ListenOptions): Listening;
  /** Jobs at once, over all queues. Default 5. */
  concurrency?: number;
  /** The queues to serve. Default: all. */
  queues?: readonly string[] | undefined;
  systemResources(): SystemJobResources;
};

type Listening = { ready: Promise<void>; close(): Promise<void> };

/** A running worker. */
export type Worker = {
  /** Runs jobs in this process out of their turn, beside those that come from the queues. */
  performer: Performer;
  /** What it has done so far. */
  tally(): WorkerTally;
  /** Nothing is in hand, and nothing is being fetched; the ends of all runs are written. */
  isIdle(): boolean;
  /**
   * Stops claiming, waits up to `graceMs` for the jobs in hand, then aborts their signals and hands back what is left
   * after `abortMs` more (default 5,000). No attempt is spent. Ends when everything is written.
   */
  stop(graceMs: number, abortMs?: number): Promise<void>;
};

/**
 * Starts to run jobs, in this process, until it is stopped. Resolves when it hears of new ones.
 * @throws JobRegistryError when a queue that it is to serve does not exist
 */
export async function startWorker(options: WorkerOptions): Promise<Worker> {
  const concurrency = options.concurrency ?? CONCURRENCY_DEFAULT;
  const slots = createSlots(concurrency);
  const served = createServedQueues({ ...options, slots }, options.queues);
  // The only step that fails while the database is away: nothing has begun that would have to end.
  const presence = await announceWorker({
    ...options,
    slots: concurrency,
    onError: reportTo(options, 'the worker could not say that it lives'),
  });
  const caps = await watchOrganisationCaps({
    ...options,
    onError: reportTo(options, 'the caps of organisations could not be read'),
  });
  const places = startGivingPlaces(options, caps);
  const tally = createRunTally();
  const runner = createRunner(options, {
    slots,
    caps,
    onSettled(moved) {
      tally.ended(moved);
      places.freed(moved);
    },
  });
  const { runs, heartbeat } = runner;
  presence.keep(runs.slotsInUse);
  const pumps = startUserJobPumps({
    ...options,
    served,
    runs: countingClaims(runs, tally),
    onError: reportTo(options, 'fetching jobs failed'),
  });
  const systemJobs = startSystemJobPumps({ ...options, heartbeat });
  const loops = [
    startMaintenanceLoops({ ...options, onError: (message) => reportTo(options, message) }),
    places,
    caps,
  ];
  const batches = startBatchLoops({ ...options, onError: reportTo(options, 'the work on batches failed') });
  const listening = await listen(options, { pumps, runs, batches });

  return {
    performer: createPerformer({ ...options, runs }),
    tally: () => tally.read(),
    isIdle: () => slots.inUse() === 0 && runs.isIdle() && systemJobs.isIdle(),
    async stop(graceMs, abortMs) {
      slots.close();
      await listening.close();
      await Promise.all([pumps, batches, ...loops].map((loop) => loop.stop()));
      await Promise.all([runs.stop({ graceMs, abortMs }), systemJobs.stop({ graceMs, abortMs })]);
      await Promise.all([runner.close(), presence.stop()]);
    },
  };
}

function countingClaims(runs: UserJobRunner, tally: RunTally): Pick<UserJobRunner, 'begin'> {
  return {
    async begin(deliveries, from) {
      const jobs = await runs.begin(deliveries, from);
      tally.claimed(jobs);
      return jobs;
    },
  };
}

type GivingPlaces = Pick<TimedLoop, 'stop'> & { freed(moved: readonly JobChange[]): void };

/** Lets the next jobs of capped organisations go into the line when others have ended. */
function startGivingPlaces(options: WorkerOptions, caps: OrganisationCaps): GivingPlaces {
  const withPlaces = new Set<string>();
  const loop = startTimedLoop({
    intervalMs: GIVE_PLACES_MS,
    async work() {
      for (const orgId of withPlaces) {
        withPlaces.delete(orgId);
        await releaseCapped(options, orgId);
      }
    },
    onError: reportTo(options, 'parked jobs could not be released'),
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

async function listen(
  options: WorkerOptions,
  { pumps, runs, batches }: { pumps: UserJobPumps; runs: UserJobRunner; batches: TimedLoop },
): Promise<Listening> {
  const listening = options.listen({
    channels: [WAKE_CHANNEL, CANCEL_CHANNEL],
    onNotification(channel, payload) {
      if (channel === CANCEL_CHANNEL) runs.cancel(readJobIds(payload));
      else if (payload === BATCH_WAKE) batches.poke();
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
