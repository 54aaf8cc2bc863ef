import type { EngineLogger } from '../engine-logger.ts';
import { createJobsService, type JobsService } from '../create/create-jobs.ts';
import { createTypedJobs, type TypedJobs } from '../perform/typed-jobs.ts';
import type { Performer } from '../perform/performer.ts';
import type { QueueSchedule } from '../queue/job-queue.ts';
import type { JobResources, SystemJobResources } from '../registry/job-context.ts';
import type { JobHandlerRegistry } from '../registry/registry.ts';
import { CONCURRENCY_DEFAULT, startWorker, type Worker, type WorkerOptions } from './start-worker.ts';
import { drain, type DrainReport, type DrainTime } from './drain.ts';
import { openEngine, type WorkerEngine } from './open-engine.ts';
import { connectTo, type WorkerConnections, type WorkerDatabase } from './worker-connections.ts';
import { createWorkerId } from './worker-id.ts';

/** Claim, settle, heartbeat, journal, two makers of batches and the timed loops each find one free. */
const ENGINE_CONNECTIONS = 8;
/** Handlers have one each; the rest is for system jobs. */
const HANDLER_CONNECTIONS_SPARE = 3;
/** Of their transactions; all others are ended by the server after a third of it. */
const HANDLER_IDLE_IN_TRANSACTION_MS = 60_000;

/** What a program's handlers are given besides the engine's own: see `JobResources`. */
export type ResourceFactories = Pick<WorkerOptions, 'resources' | 'systemResources'>;

/** A program that declares no resources has none to hand in. */
type ResourceOption = object extends JobResources & SystemJobResources
  ? { createResources?: ((engine: WorkerEngine) => ResourceFactories) | undefined }
  : { createResources(engine: WorkerEngine): ResourceFactories };

/** What a worker is made from. */
export type WorkerSettings = ResourceOption &
  Pick<WorkerOptions, 'identity' | 'concurrency' | 'queues' | 'running' | 'onDeadLettered'> & {
    /** Where the database is, or what opens connections to it. */
    database: WorkerDatabase | WorkerConnections;
    /** What it can run, sealed. */
    registry: JobHandlerRegistry;
    /**
     * System jobs by the clock, each in the registry, in the place of all that the installation has. Left out: what there
     * is stays; it fires while this worker runs, and whoever has the handlers runs it.
     */
    schedules?: readonly QueueSchedule[] | undefined;
    /** Default: made of the machine's name, the process's id and something random. */
    workerId?: string | undefined;
    logger: EngineLogger;
    /** Default: the machine's clock. */
    now?(): Date;
    /** Default: `Math.random`. */
    random?(): number;
  };

/** A worker that brings all it stands on. It runs once: `start` and `stop`, or `drain`. */
export type StandaloneWorker = {
  /** Its name in jobs, runs, logs and the list of workers. */
  readonly id: string;
  /**
   * Makes jobs of the registry's types, once it has started, until it stops; by their types with `jobs.of`, also in this
   * process while the caller waits.
   */
  readonly jobs: JobsService & TypedJobs;
  /**
   * Opens connections and runs jobs until it is stopped. Resolves when it hears of new ones.
   * @throws JobRegistryError when a queue that it is to serve does not exist
   */
  start(): Promise<void>;
  /**
   * Runs for a bounded time instead, ends early when nothing is left to do, and closes everything.
   * @throws what `start` throws
   */
  drain(time: DrainTime): Promise<DrainReport>;
  /**
   * Stops claiming, waits up to `graceMs` for the jobs in hand, then aborts their signals and hands back what is left 5 s
   * later; closes all connections. May be called again.
   */
  stop(graceMs: number): Promise<void>;
};

/**
 * A worker of its own: for a program that runs jobs, and for one that does so at times. It opens up to
 * `concurrency + 12` connections when it starts.
 */
export function createWorker(settings: WorkerSettings): StandaloneWorker {
  const { logger, registry, queues, concurrency = CONCURRENCY_DEFAULT, now = () => new Date() } = settings;
  const workerId = settings.workerId ?? createWorkerId();
  const closers = new AsyncDisposableStack();
  const connections = connectionsOf(settings);
  const engine = openWorkerEngine(connections, { settings, concurrency, closers });
  let worker: Promise<Worker> | undefined;
  let stopping: Promise<void> | undefined;

  async function run(): Promise<Worker> {
    // Who runs jobs also rescues those of others and fires schedules.
    await engine.queue.start({ supervise: true });
    if (settings.schedules !== undefined) await engine.queue.replaceSchedules(settings.schedules);
    const running = await startWorker({
      ...settings,
      ...engine,
      ...createResourcesOf(settings, engine),
      workerId,
      concurrency,
      listen: (options) =>
        connections.listen('engine', { applicationName: 'rota worker listen', ...options }),
      now,
      random: settings.random ?? Math.random,
    });
    logger.info({ workerId, concurrency }, 'the worker runs jobs');
    return running;
  }

  function startOnce(): Promise<Worker> {
    if (worker !== undefined || stopping !== undefined) throw new Error('a worker runs once: make another');
    worker = run();
    return worker;
  }

  async function close(graceMs: number): Promise<void> {
    // One that could not start has told whoever started it.
    const running = await worker?.catch(() => undefined);
    await running?.stop(graceMs);
    await closers.disposeAsync();
  }

  const jobs = createJobsService({ ...engine, registry, now });
  const performer: Performer = {
    async perform(request) {
      if (worker === undefined) throw new Error('a worker performs jobs once it has started');
      return (await worker).performer.perform(request);
    },
  };
  return {
    id: workerId,
    jobs: { ...jobs, ...createTypedJobs({ jobs, performer }) },
    async start() {
      await startOnce();
    },
    async drain(time) {
      const startedAtMs = performance.now();
      try {
        return await drain({ ...engine, registry, queues }, await startOnce(), { ...time, startedAtMs });
      } finally {
        stopping ??= closers.disposeAsync();
        await stopping;
      }
    },
    stop: (graceMs) => (stopping ??= close(graceMs)),
  };
}

function connectionsOf({ database, logger }: WorkerSettings): WorkerConnections {
  if ('open' in database) return database;
  return connectTo(database, (error) => logger.warn({ err: error }, 'a database connection broke'));
}

function openWorkerEngine(
  connections: WorkerConnections,
  {
    settings: { logger },
    concurrency,
    closers,
  }: { settings: WorkerSettings; concurrency: number; closers: AsyncDisposableStack },
): WorkerEngine {
  const engine = openEngine(connections, { connectionsMax: ENGINE_CONNECTIONS, logger, closers });
  const handlers = connections.open('app', {
    applicationName: 'rota worker',
    // Handlers may compute between the statements of a transaction.
    idleInTransactionMs: HANDLER_IDLE_IN_TRANSACTION_MS,
    poolMax: concurrency + HANDLER_CONNECTIONS_SPARE,
  });
  closers.defer(() => handlers.close());
  return { ...engine, db: handlers.db };
}

function createResourcesOf({ createResources }: WorkerSettings, engine: WorkerEngine): ResourceFactories {
  if (createResources !== undefined) return createResources(engine);
  return { resources: () => nothing<JobResources>(), systemResources: () => nothing<SystemJobResources>() };
}

/** The type of the settings lets resources be left out only where none are declared. */
function nothing<Resources extends object>(): Resources {
  return {} as Resources;
}
