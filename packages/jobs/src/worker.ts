import type { Database } from '@rota/db';
import type { Pool } from 'pg';

import type { EngineLogger } from './engine-logger.ts';
import type { JobResources, SystemJobResources } from './job-context.ts';
import { createReconciler } from './maintenance/reconcile.ts';
import { WAKE_CHANNEL, type Notifier } from './notifications.ts';
import { promoteDueJobs } from './promote.ts';
import type { JobQueue } from './queue/job-queue.ts';
import { DEFAULT_QUEUE } from './queue/queue-settings.ts';
import type { JobHandlerRegistry } from './registry.ts';
import type { JobScope } from './runner/create-job-context.ts';
import { createHeldDeliveries } from './runner/held-deliveries.ts';
import { createJournal } from './runner/journal.ts';
import { startPump } from './runner/pump.ts';
import { createSettler } from './runner/settle.ts';
import { createSlots } from './runner/slots.ts';
import { startSystemJobRunner } from './runner/system-job-runner.ts';
import { createUserJobRunner } from './runner/user-job-runner.ts';
import { startTimedLoop } from './timed-loop.ts';

/** The net under lost notifications. */
const POLL_MS = 1_000;
const PROMOTE_MS = 500;
const RECONCILE_MS = 10_000;

export type ListenOptions = {
  channels: string[];
  onNotification(channel: string, payload: string): void;
  /** Notifications may have been missed. */
  onReconnect(): void;
};

export type WorkerOptions = {
  /** Names this process in runs and logs. */
  workerId: string;
  /** The engine role's pool. */
  pool: Pool;
  /** The app role's database, for handlers. */
  db: Database;
  /** Started with `supervise`. */
  queue: JobQueue;
  /** Sealed. */
  registry: JobHandlerRegistry;
  notifier: Notifier;
  /** Opens a connection of its own that listens. */
  listen(options: ListenOptions): { ready: Promise<void>; close(): Promise<void> };
  /** Jobs at once. Default 5. */
  concurrency?: number;
  resources(scope: JobScope): JobResources;
  systemResources(): SystemJobResources;
  logger: EngineLogger;
  now(): Date;
  random(): number;
};

/** A running worker. */
export type Worker = {
  slotsInUse(): number;
  /** Resolves when no job is in hand and every end is written. */
  idle(): Promise<void>;
  /**
   * Stops claiming, waits up to `graceMs` for the jobs in hand, then aborts their signals and hands back what
   * is left after 5 s more. No attempt is spent. Ends when everything is written.
   */
  stop(graceMs: number): Promise<void>;
};

/** Starts to run jobs, in this process, until it is stopped. */
export async function startWorker(options: WorkerOptions): Promise<Worker> {
  const { pool, queue, notifier, logger } = options;
  const report = (message: string) => (error: unknown) =>
    logger.error({ err: error, workerId: options.workerId }, message);

  const slots = createSlots(options.concurrency ?? 5);
  const held = createHeldDeliveries({ queue, onError: report('heartbeat failed') });
  const journal = createJournal({
    pool,
    notifier,
    now: options.now,
    onError: report('progress and log lines could not be written'),
  });
  const settler = createSettler({
    pool,
    queue,
    notifier,
    flushJournal: () => journal.flush(),
    onError: (error, fields) => logger.error({ err: error, ...fields }, 'ends of runs could not be written'),
    onMovedOn: (runs) => logger.warn({ runs }, 'runs ended whose jobs had moved on to another worker'),
  });
  const runner = createUserJobRunner({ ...options, slots, held, journal, settler });
  const reconciler = createReconciler(options);

  const userPump = startPump({
    queue,
    queueName: DEFAULT_QUEUE,
    slots,
    pollMs: POLL_MS,
    begin: (deliveries) => runner.begin(deliveries),
    onError: report('fetching jobs failed'),
  });
  const systemRunner = startSystemJobRunner({ ...options, held });
  const loops = [
    startTimedLoop({
      intervalMs: PROMOTE_MS,
      work: () => promoteDueJobs(options),
      onError: report('promoting due jobs failed'),
    }),
    startTimedLoop({
      intervalMs: RECONCILE_MS,
      work: reconcileOnce,
      onError: report('reconciling rows and messages failed'),
    }),
  ];
  const listener = options.listen({
    channels: [WAKE_CHANNEL],
    onNotification: (_channel, queueName) => {
      if (queueName === DEFAULT_QUEUE) userPump.poke();
    },
    onReconnect: () => userPump.poke(),
  });
  await listener.ready;

  async function reconcileOnce(): Promise<void> {
    const renewed = await reconciler.reconcilePage();
    if (renewed > 0) logger.warn({ jobs: renewed }, 'jobs without a message were given a new one');
  }

  return {
    slotsInUse: () => slots.inUse(),
    idle: () => runner.idle(),
    async stop(graceMs) {
      slots.close();
      await listener.close();
      await Promise.all([userPump, ...loops].map((loop) => loop.stop()));
      await Promise.all([runner.stop(graceMs), systemRunner.stop(graceMs)]);
      await journal.close();
      await held.stop();
    },
  };
}
