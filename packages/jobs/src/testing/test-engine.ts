import {
  createDatabase,
  createListener,
  jobLogs,
  jobRuns,
  jobs,
  newId,
  type DatabaseConnection,
} from '@rota/db';
import { createTestDatabase, createTestOrganisation, type TestDatabase } from '@rota/db/testing';
import { asc, eq, type InferSelectModel } from 'drizzle-orm';

import type { JobHandler, SystemJobHandler } from '../registry/define-job.ts';
import type { EngineLogger } from '../engine-logger.ts';
import type { JobRequest } from '../create/job-request.ts';
import { createJobsService, type CreatedJob, type JobsService } from '../create/create-jobs.ts';
import { createNotifier, JOBS_CHANNEL, type Notifier } from '../notifications.ts';
import type { JobQueue } from '../queue/job-queue.ts';
import { createJobQueue, migrateQueues } from '../queue/pg-boss-queue.ts';
import type { QueueCatalogue } from '../queue/queue-settings.ts';
import { listUserQueues } from '../queue/user-queues.ts';
import { onConnection } from '../engine-transaction.ts';
import { createJobHandlerRegistry } from '../registry/registry.ts';
import { createTableStatistics, type TableStatistics } from '../maintenance/table-statistics.ts';
import { startWorker, type Worker, type WorkerOptions } from '../worker.ts';
import { prepareQueues } from './prepare-queues.ts';

/** A row of the table, as it is. */
export type JobRow = InferSelectModel<typeof jobs>;
/** How a test's worker differs from the engine's defaults: its handlers, and 5 jobs at once. */
export type TestWorkerOptions = {
  handlers?: readonly (JobHandler | SystemJobHandler)[];
  concurrency?: number;
  queues?: readonly string[];
};

/** The engine on a database of its own, with one organisation. */
export type TestEngine = AsyncDisposable & {
  database: TestDatabase;
  orgId: string;
  jobs: JobsService;
  queue: JobQueue;
  notifier: Notifier;
  statistics: TableStatistics;
  engine: DatabaseConnection;
  /** What the engine logged, newest last. */
  logLines: { level: keyof EngineLogger; fields: Record<string, unknown>; message: string }[];
  create(type: string, input?: unknown, options?: Partial<JobRequest>): Promise<CreatedJob>;
  /** A worker with a queue connection of its own, as another process would have. */
  work(options?: TestWorkerOptions): Promise<Worker>;
  find(jobId: string): Promise<JobRow>;
  /** Resolves with the row as soon as it is as wanted; woken by the engine's notifications. */
  waitFor(jobId: string, wanted: (job: JobRow) => boolean): Promise<JobRow>;
  runs(jobId: string): Promise<InferSelectModel<typeof jobRuns>[]>;
  logs(jobId: string): Promise<InferSelectModel<typeof jobLogs>[]>;
};

/** The system job types whose queues every test database has. */
const CATALOGUE: QueueCatalogue = {
  systemJobTypes: () => ['test:system'],
  userQueues: () => listUserQueues([]),
};
/** A notification may be sent before a test begins to wait, or for another row: look again after this. */
const LOOK_AGAIN_MS = 250;

/** Starts the engine for a test file; workers are started by `work`. */
export async function createTestEngine(
  handlers: readonly (JobHandler | SystemJobHandler)[],
  resources: Pick<WorkerOptions, 'resources' | 'systemResources'>,
): Promise<TestEngine> {
  const database = await createTestDatabase({ template: 'engine', prepare: prepareQueues(CATALOGUE) });
  const orgId = await createTestOrganisation(database);
  const logLines: TestEngine['logLines'] = [];
  const logger = createTestLogger(logLines);
  const onError = (error: unknown) => logger.error({ err: error }, 'the queue reported an error');
  const closing: (() => Promise<void>)[] = [];

  const open = async () => {
    const engine = createDatabase({
      url: database.urls.engine,
      applicationName: 'test engine',
      poolMax: 5,
      onError,
    });
    const queue = createJobQueue({ pool: engine.pool, onError });
    const notifier = createNotifier(onConnection(engine.pool), onError);
    await queue.start({ supervise: true });
    closing.push(async () => {
      await notifier.close();
      await queue.stop();
      await engine.close();
    });
    const nowMs = () => performance.now();
    const statistics = createTableStatistics({ pool: engine.pool, queue, nowMs, onError });
    return { engine, queue, notifier, statistics };
  };

  const changed = new Set<() => void>();
  const listener = createListener({
    url: database.urls.engine,
    channels: [JOBS_CHANNEL],
    onNotification: () => {
      for (const look of changed) look();
    },
    onError,
  });
  await listener.ready;
  const client = await open();
  const registry = registryOf(handlers);
  if (registry.userQueues().length > 1) {
    await migrateQueues({ pool: client.engine.pool, onError, catalogue: registry });
  }
  const service = createJobsService({
    ...client,
    pool: client.engine.pool,
    registry,
    now: () => new Date(),
  });

  async function find(jobId: string): Promise<JobRow> {
    const [row] = await database.owner.select().from(jobs).where(eq(jobs.id, jobId));
    if (row === undefined) throw new Error(`there is no job ${jobId}`);
    return row;
  }

  return {
    database,
    orgId,
    jobs: service,
    ...client,
    logLines,
    create: (type, input = {}, options = {}) =>
      service.createAndEnqueueJob({
        orgId,
        type,
        input,
        createdBy: { kind: 'system', id: null },
        ...options,
      }),

    async work(options = {}) {
      const process = await open();
      const worker = await startWorker({
        ...process,
        pool: process.engine.pool,
        db: database.db,
        workerId: `worker-${newId().slice(-6)}`,
        registry: registryOf(options.handlers ?? handlers),
        concurrency: options.concurrency ?? 5,
        queues: options.queues,
        listen: (listen) => createListener({ url: database.urls.engine, onError, ...listen }),
        ...resources,
        logger,
        now: () => new Date(),
        random: Math.random,
      });
      let stopping: Promise<void> | undefined;
      const stop = (graceMs: number) => (stopping ??= worker.stop(graceMs));
      closing.push(() => stop(0));
      return { stop };
    },

    find,
    async waitFor(jobId, wanted) {
      for (;;) {
        const row = await find(jobId);
        if (wanted(row)) return row;
        await new Promise<void>((resume) => {
          const timer = setTimeout(resume, LOOK_AGAIN_MS);
          const look = () => {
            clearTimeout(timer);
            changed.delete(look);
            resume();
          };
          changed.add(look);
        });
      }
    },
    runs: (jobId) =>
      database.owner.select().from(jobRuns).where(eq(jobRuns.jobId, jobId)).orderBy(asc(jobRuns.run)),
    logs: (jobId) =>
      database.owner.select().from(jobLogs).where(eq(jobLogs.jobId, jobId)).orderBy(asc(jobLogs.id)),

    async [Symbol.asyncDispose]() {
      // Workers before the connections they were given.
      for (const close of closing.toReversed()) await close();
      await listener.close();
      await database.drop();
    },
  };
}

function registryOf(handlers: readonly (JobHandler | SystemJobHandler)[]) {
  const registry = createJobHandlerRegistry();
  for (const handler of handlers) registry.register(handler);
  registry.seal(registry.userJobTypes());
  return registry;
}

function createTestLogger(lines: TestEngine['logLines']): EngineLogger {
  const write = (level: keyof EngineLogger) => (fields: Record<string, unknown>, message: string) => {
    lines.push({ level, fields, message });
  };
  return { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') };
}
