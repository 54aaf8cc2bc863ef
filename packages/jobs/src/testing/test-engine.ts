import { createListener, jobLogs, jobRuns, newId, type DatabaseConnection } from '@rota/db';
import { createTestDatabase, createTestOrganisation, type TestDatabase } from '@rota/db/testing';
import { asc, eq, type InferSelectModel } from 'drizzle-orm';

import { createJobsService, type CreatedJob, type JobsService } from '../create/create-jobs.ts';
import type { JobRequest } from '../create/job-request.ts';
import type { EngineLogger } from '../engine-logger.ts';
import { promoteDueJobs } from '../moves/promote.ts';
import { createTypedJobs, type TypedJobs } from '../perform/typed-jobs.ts';
import { startPerformer } from '../perform/performer.ts';
import { migrateQueues } from '../queue/pg-boss-queue.ts';
import type { JobHandler, SystemJobHandler } from '../registry/define-job.ts';
import type { JobResources, SystemJobResources } from '../registry/job-context.ts';
import { createJobHandlerRegistry } from '../registry/registry.ts';
import type { JobScope } from '../runner/create-job-context.ts';
import type { RunnerOptions } from '../runner/create-runner.ts';
import { startWorker, type Worker, type WorkerOptions } from '../workers/start-worker.ts';
import { openEngineProcess, type EngineProcess } from './engine-process.ts';
import { watchJobs, type JobWatch } from './job-watch.ts';
import { prepareQueues, testQueues } from './prepare-queues.ts';
import type { SomeResources } from './run-handler.ts';
import { installTestClock } from './test-clock.ts';

/** How a test's worker differs from the engine's defaults: its handlers, and 5 jobs at once. */
export type TestWorkerOptions = {
  handlers?: readonly (JobHandler | SystemJobHandler)[];
  concurrency?: number;
  queues?: readonly string[];
};

/** A worker, and when it has done what it had to. */
export type TestWorker = Worker & Pick<JobWatch, 'ended' | 'idle'>;

/** How a test's engine differs from one that gives handlers nothing of a program's own, and runs in the real time. */
export type TestEngineOptions = {
  /** Only what the handlers take. */
  resources?(scope: JobScope): SomeResources;
  systemResources?: WorkerOptions['systemResources'];
  /** The test moves the time: see {@link TestEngine.advance}. */
  ownTime?: boolean;
};

/** The engine on a database of its own, with one organisation. */
export type TestEngine = AsyncDisposable &
  Pick<JobWatch, 'find' | 'waitFor' | 'ended' | 'idle'> &
  Pick<EngineProcess, 'queue' | 'notifier' | 'statistics'> & {
    database: TestDatabase;
    orgId: string;
    jobs: JobsService;
    engine: DatabaseConnection;
    /** What the engine logged, newest last. */
    logLines: { level: keyof EngineLogger; fields: Record<string, unknown>; message: string }[];
    create(type: string, input?: unknown, options?: Partial<JobRequest>): Promise<CreatedJob>;
    /** A worker with a queue connection of its own, as another process would have. */
    work(options?: TestWorkerOptions): Promise<TestWorker>;
    /** The verbs of a process without a worker. */
    perform(): Promise<TypedJobs & { stop(graceMs: number): Promise<void> }>;
    /**
     * It is so many seconds later, and what has become due may run. Timeouts and heartbeats keep to the real time.
     * @throws Error without `ownTime`
     */
    advance(seconds: number): Promise<void>;
    runs(jobId: string): Promise<InferSelectModel<typeof jobRuns>[]>;
    logs(jobId: string): Promise<InferSelectModel<typeof jobLogs>[]>;
  };

/** Starts the engine for a test file; workers are started by `work`. */
export async function createTestEngine(
  handlers: readonly (JobHandler | SystemJobHandler)[],
  { ownTime = false, ...given }: TestEngineOptions = {},
): Promise<TestEngine> {
  const closing = new AsyncDisposableStack();
  const database = closing.use(
    await createTestDatabase({ template: 'engine', prepare: prepareQueues(testQueues) }),
  );
  const { urls, owner } = database;
  const clock = ownTime ? await installTestClock(urls.owner) : undefined;
  const now = clock?.now ?? (() => new Date());
  const orgId = await createTestOrganisation(database);
  const logLines: TestEngine['logLines'] = [];
  const logger = createTestLogger(logLines);
  const onError = (error: unknown) => logger.error({ err: error }, 'the queue reported an error');

  const watch = closing.use(await watchJobs({ owner, url: urls.engine, onError }));
  const open = async () => closing.use(await openEngineProcess({ url: urls.engine, onError }));
  const client = await open();
  const registry = registryOf(handlers);
  if (registry.userQueues().length > 1) {
    await migrateQueues({ pool: client.pool, onError, catalogue: registry });
  }
  const service = createJobsService({ ...client, registry, now });

  async function openRunner(own: typeof handlers = handlers): Promise<RunnerOptions> {
    const workerId = `worker-${newId().slice(-6)}`;
    const deps = { resources, db: database.db, workerId, logger, now, random: Math.random };
    return { ...(await open()), ...deps, registry: registryOf(own) };
  }
  // oxlint-disable typescript/no-unnecessary-type-assertion -- programs add members to both
  const resources = (scope: JobScope) => (given.resources?.(scope) ?? {}) as JobResources;
  const systemResources = given.systemResources ?? (() => ({}) as SystemJobResources);
  // oxlint-enable typescript/no-unnecessary-type-assertion

  return {
    database,
    orgId,
    jobs: service,
    ...client,
    ...watch,
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
      const { stop, ...worker } = await startWorker({
        ...(await openRunner(options.handlers)),
        systemResources,
        concurrency: options.concurrency ?? 5,
        queues: options.queues,
        listen: (listen) => createListener({ url: urls.engine, onError, ...listen }),
      });
      return { ...worker, stop: stopOnce(closing, stop), ended: watch.ended, idle: watch.idle };
    },

    async perform() {
      const options = await openRunner();
      const performer = startPerformer(options);
      const jobs = createJobsService(options);
      return { ...createTypedJobs({ jobs, performer }), stop: stopOnce(closing, performer.stop) };
    },

    async advance(seconds) {
      if (clock === undefined) throw new Error('the engine was not created with `ownTime`');
      await clock.advance(seconds);
      await promoteDueJobs(client);
    },

    runs: (jobId) => owner.select().from(jobRuns).where(eq(jobRuns.jobId, jobId)).orderBy(asc(jobRuns.run)),
    logs: (jobId) => owner.select().from(jobLogs).where(eq(jobLogs.jobId, jobId)).orderBy(asc(jobLogs.id)),

    // What was opened last goes first: workers before the connections they were given.
    [Symbol.asyncDispose]: () => closing.disposeAsync(),
  };
}

/** Stopped by the test or with the engine, whichever comes first. */
function stopOnce(closing: AsyncDisposableStack, stop: Worker['stop']): Worker['stop'] {
  let stopping: Promise<void> | undefined;
  const once = (graceMs: number) => (stopping ??= stop(graceMs));
  closing.defer(() => once(0));
  return once;
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
