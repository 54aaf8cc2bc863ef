import { inOrganisation, type Database } from '@rota/db';
import type { Pool } from 'pg';

import { findCancelled } from '../by-hand/cancel.ts';
import { createJobsService } from '../create/create-jobs.ts';
import type { EngineLogger } from '../engine-logger.ts';
import type { TableStatistics } from '../maintenance/table-statistics.ts';
import type { MovedJob } from '../moves/moved-job.ts';
import type { Notifier } from '../notifications.ts';
import type { OrganisationCaps } from '../parking/organisation-caps.ts';
import type { JobQueue } from '../queue/job-queue.ts';
import type { JobResources } from '../registry/job-context.ts';
import type { JobHandlerRegistry } from '../registry/registry.ts';
import { startTimedLoop } from '../timed-loop.ts';
import { createTypeCosts } from '../turns/type-costs.ts';
import { createVirtualClock } from '../turns/virtual-clock.ts';
import type { JobScope } from './create-job-context.ts';
import type { DeadLetter } from './find-dead-letters.ts';
import { createHeartbeat, type Heartbeat } from './heartbeat.ts';
import { createRunRecorder } from './run-recorder.ts';
import { createSettler } from './settle.ts';
import type { Slots } from './slots.ts';
import { createUserJobRunner, type UserJobRunner } from './user-job-runner.ts';

/** The net under lost notifications of cancels, which are to arrive within a second. */
const CANCEL_POLL_MS = 900;

/** What runs of user jobs stand on, in whichever process. */
export type RunnerOptions = {
  /** Names this process in runs, logs and the list of workers; unique over the installation. */
  workerId: string;
  /** The engine role's pool. */
  pool: Pool;
  /** The app role's database, for handlers. */
  db: Database;
  /** Started. */
  queue: JobQueue;
  /** Sealed. */
  registry: JobHandlerRegistry;
  notifier: Notifier;
  statistics: TableStatistics;
  /**
   * The jobs whose handlers run in this process: hand the same set to all workers of one, and none begins a job beside a
   * handler of it that has not ended, whatever became of its run. Default: a set of its own.
   */
  running?: Set<string> | undefined;
  /** Told of jobs that this process has seen fail for good, after the fact and in sets. It must not throw. */
  onDeadLettered?(letters: readonly DeadLetter[]): void;
  resources(scope: JobScope): JobResources;
  logger: EngineLogger;
  now(): Date;
  random(): number;
};

/** The runs of user jobs of one process, with all that keeps, tells and ends them. */
export type Runner = {
  runs: UserJobRunner;
  /** Of everything that this process holds. */
  heartbeat: Heartbeat;
  /** Writes what is buffered, and lets go. The runs have been stopped by then. */
  close(): Promise<void>;
};

/** Puts a runner together: one a process, so that no job runs twice in it at once. */
export function createRunner(
  options: RunnerOptions,
  shared: { slots: Slots; caps: Pick<OrganisationCaps, 'ids'>; onSettled(moved: readonly MovedJob[]): void },
): Runner {
  const onError = (message: string) => reportTo(options, message);
  const heartbeat = createHeartbeat({ queue: options.queue, onError: onError('heartbeat failed') });
  const recorder = createRunRecorder({
    ...options,
    onError: onError('progress and log lines could not be written'),
  });
  const settler = createSettler({
    ...options,
    flushRecorder: recorder.flush,
    onError: onError('ends of runs could not be written'),
    onSettled(moved) {
      wakeCapped(options, moved);
      shared.onSettled(moved);
    },
    onDeadLettered: (letters) => options.onDeadLettered?.(letters),
    onMovedOn: (runs) =>
      options.logger.warn({ runs }, 'runs ended whose jobs had moved on to another worker'),
  });
  const clock = createVirtualClock({
    ...options,
    onError: onError('the turn of a queue could not be written'),
  });
  const costs = createTypeCosts({ ...options, onError: onError('what jobs cost could not be written') });
  const jobs = createJobsService(options);
  const runs = createUserJobRunner({
    ...options,
    ...shared,
    running: options.running ?? new Set(),
    databaseOf: (orgId) => ({
      transaction: (work) => inOrganisation(options.db, orgId, (tx) => work(tx, orgId)),
    }),
    jobs,
    heartbeat,
    recorder,
    settler,
    clock,
    costs,
  });
  const cancels = startTimedLoop({
    intervalMs: CANCEL_POLL_MS,
    work: async () => runs.cancel(await findCancelled(options.pool, runs.jobIds())),
    onError: onError('looking for cancelled jobs failed'),
  });
  return {
    runs,
    heartbeat,
    async close() {
      await cancels.stop();
      await Promise.all([recorder.close(), clock.close(), costs.close()]);
      await heartbeat.stop();
    },
  };
}

/** An ended job of a capped queue is a place for the next one, also in other processes. */
function wakeCapped({ registry, notifier }: RunnerOptions, moved: readonly MovedJob[]): void {
  const capped = new Set(
    registry.userQueues().flatMap(({ name, hardCap }) => (hardCap === null ? [] : name)),
  );
  for (const queue of new Set(moved.map((job) => job.queue))) if (capped.has(queue)) notifier.wake(queue);
}

/** Says what went wrong in a loop that goes on all the same. */
export function reportTo(
  { logger, workerId }: Pick<RunnerOptions, 'logger' | 'workerId'>,
  message: string,
): (error: unknown, fields?: Record<string, unknown>) => void {
  return (error, fields = {}) => logger.error({ err: error, workerId, ...fields }, message);
}
