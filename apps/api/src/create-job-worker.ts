import { encodeId } from '@rota/db';
import {
  createJobControl,
  createJobMaintenance,
  createJobsService,
  createWorker,
  type DeadLetter,
  type EngineLogger,
  type JobHandlerRegistry,
  type ResourceFactories,
  type Retention,
  type StandaloneWorker,
  type WorkerConnections,
  type WorkerEngine,
  type WorkerIdentity,
} from '@rota/jobs';
import type { Storage } from '@rota/storage';

import { collectSystemSchedules } from './collect-system-schedules.ts';
import { createDeadLetterRetryService } from './modules/dead-letters/index.ts';
import { createFileMaintenance, createFilesService } from './modules/files/index.ts';
import { createJobResources } from './modules/jobs/index.ts';
import { readRetentionByType } from './retention-by-type.ts';

/** What a worker of this program is made from. */
export type JobWorkerDeps = {
  /** What opens its connections. */
  connections: WorkerConnections;
  /** Sealed. */
  registry: JobHandlerRegistry;
  storage: Storage;
  retention: Retention;
  /** What operators are told of it. */
  identity: WorkerIdentity;
  /** Jobs at once. */
  concurrency: number;
  /** The queues to serve; undefined: all. */
  queues?: readonly string[] | undefined;
  /** The jobs whose handlers run in this process, in any worker of it. */
  running: Set<string>;
  logger: EngineLogger;
  now(): Date;
};

/** A worker with the services of this program. While it runs, system schedules fire; see `StandaloneWorker`. */
export function createJobWorker(deps: JobWorkerDeps): StandaloneWorker {
  const { connections, registry, logger } = deps;
  return createWorker({
    ...deps,
    database: connections,
    schedules: collectSystemSchedules(registry),
    createResources: (engine) => createResources(deps, engine),
    onDeadLettered: (letters) => reportDeadLetters(logger, letters),
  });
}

function createResources(deps: JobWorkerDeps, engine: WorkerEngine): ResourceFactories {
  const all = { ...deps, ...engine };
  const jobControl = createJobControl(all);
  const jobsService = createJobsService(all);
  return createJobResources({
    filesService: createFilesService(all),
    fileMaintenance: createFileMaintenance(all),
    jobMaintenance: createJobMaintenance({
      ...all,
      retention: { general: deps.retention, byType: readRetentionByType() },
      nowMs: () => performance.now(),
    }),
    jobControl,
    createDeadLetterRetry: (scope) =>
      createDeadLetterRetryService({ ...scope, jobControl, jobsService, now: deps.now }),
  });
}

/** Where those are told who want to know at once. The messages of errors are the organisation's and stay out of the log. */
function reportDeadLetters(logger: EngineLogger, letters: readonly DeadLetter[]): void {
  for (const { orgId, jobId, type, error, fingerprint } of letters) {
    const ids = { orgId: encodeId('org', orgId), jobId: encodeId('job', jobId) };
    logger.warn({ ...ids, type, code: error.code, fingerprint }, 'a job has failed for good');
  }
}
