import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';

import { encodeId, type Database, type DatabaseConnection } from '@rota/db';
import {
  createJobControl,
  createJobMaintenance,
  createJobsService,
  startWorker,
  type DeadLetter,
  type EngineLogger,
  type JobHandlerRegistry,
  type JobQueue,
  type Notifier,
  type Retention,
  type TableStatistics,
  type Worker,
} from '@rota/jobs';
import type { Storage } from '@rota/storage';

import { replaceSystemSchedules } from './replace-system-schedules.ts';
import type { Connections } from './connections.ts';
import { createDeadLetterRetryService } from './modules/dead-letters/index.ts';
import { createFileMaintenance, createFilesService } from './modules/files/index.ts';
import { createJobResources } from './modules/jobs/index.ts';
import { readRetentionByType } from './retention-by-type.ts';

/** What a worker stands on. */
export type WorkerDeps = {
  connections: Connections;
  /** The engine's pool. */
  pool: DatabaseConnection['pool'];
  /** The handlers' database, on the role of requests and handlers. */
  db: Database;
  /** Started with `supervise`. */
  queue: JobQueue;
  /** Sealed. */
  registry: JobHandlerRegistry;
  notifier: Notifier;
  storage: Storage;
  statistics: TableStatistics;
  retention: Retention;
  /** Jobs at once. */
  concurrency: number;
  /** The queues to serve; undefined: all. */
  queues?: readonly string[] | undefined;
  logger: EngineLogger;
  now(): Date;
};

/** Makes this process run jobs, and the system schedules fire. */
export async function startJobWorker(deps: WorkerDeps): Promise<Worker> {
  const { connections, logger } = deps;
  const workerId = createWorkerId();
  const jobControl = createJobControl(deps);
  const jobsService = createJobsService(deps);
  await replaceSystemSchedules(deps);
  const worker = await startWorker({
    ...deps,
    ...createJobResources({
      filesService: createFilesService(deps),
      fileMaintenance: createFileMaintenance(deps),
      jobMaintenance: createJobMaintenance({
        ...deps,
        retention: { general: deps.retention, byType: readRetentionByType() },
        nowMs: () => performance.now(),
      }),
      jobControl,
      createDeadLetterRetry: (scope) =>
        createDeadLetterRetryService({ ...scope, jobControl, jobsService, now: deps.now }),
    }),
    workerId,
    listen: (options) => connections.listen('engine', { applicationName: 'rota worker listen', ...options }),
    random: Math.random,
    onDeadLettered: (letters) => reportDeadLetters(logger, letters),
  });
  logger.info({ workerId, concurrency: deps.concurrency }, 'the worker runs jobs');
  return worker;
}

/** Where those are told who want to know at once. The messages of errors are the organisation's and stay out of the log. */
function reportDeadLetters(logger: EngineLogger, letters: readonly DeadLetter[]): void {
  for (const { orgId, jobId, type, error, fingerprint } of letters) {
    const ids = { orgId: encodeId('org', orgId), jobId: encodeId('job', jobId) };
    logger.warn({ ...ids, type, code: error.code, fingerprint }, 'a job has failed for good');
  }
}

/** Machine and process, for people; the rest makes it another one after a restart in a container, where both repeat. */
function createWorkerId(): string {
  return `${hostname()}-${process.pid}-${randomBytes(3).toString('hex')}`;
}
