import type { Database } from '@rota/db';
import {
  createJobControl,
  createJobsService,
  createLineReader,
  createOperatorReads,
  type JobHandlerRegistry,
  type JobQueue,
  type JobsServiceDeps,
  type Notifier,
} from '@rota/jobs';
import type { Storage } from '@rota/storage';
import type { Logger } from 'pino';

import manifest from '../package.json' with { type: 'json' };
import type { OperationHandlers } from './http/operation-handlers.ts';
import { createAccountsRoutes, createAccountsService } from './modules/accounts/index.ts';
import { createBatchesRoutes, createBatchesService } from './modules/batches/index.ts';
import { createContactsRoutes, createContactsService } from './modules/contacts/index.ts';
import { createDeadLettersRoutes, createDeadLettersService } from './modules/dead-letters/index.ts';
import { createFilesRoutes, createFilesService } from './modules/files/index.ts';
import {
  createBulkActionsService,
  createJobControlService,
  createJobsRoutes,
  createJobStream,
  createJobTypesService,
  createOrganisationJobsService,
  createOrganisationJobStream,
  type JobChangeHub,
} from './modules/jobs/index.ts';
import {
  createJobInsightsRoutes,
  createJobStatsService,
  createJobWaitingService,
} from './modules/job-insights/index.ts';
import { createMetaRoutes, createReadinessService } from './modules/meta/index.ts';
import { createSystemRoutes, createSystemService, type WorkerRunsService } from './modules/system/index.ts';
import { createOrganisationsRoutes, createOrganisationsService } from './modules/organisations/index.ts';
import { createWorkflowsRoutes, createWorkflowsService } from './modules/workflows/index.ts';

/** What the services of the API stand on. */
export type OperationHandlerDeps = {
  /** The requests' database. */
  db: Database;
  /** The engine role's. */
  pool: JobsServiceDeps['pool'];
  queue: JobQueue;
  registry: JobHandlerRegistry;
  notifier: Notifier;
  statistics: JobsServiceDeps['statistics'];
  storage: Storage;
  changes: JobChangeHub;
  /** Which installation this is, for operators. */
  environment: { name: string; region: string | null };
  workerRunsService: WorkerRunsService;
  logger: Logger;
  now(): Date;
};

/** The services of the API and, with them, the handler of every operation. A line a module. */
export function createOperationHandlers(deps: OperationHandlerDeps): OperationHandlers {
  const filesService = createFilesService(deps);
  const jobsService = createJobsService(deps);
  const jobs = createOrganisationJobsService({ ...deps, jobsService, nowMs: () => performance.now() });
  const jobControl = createJobControl(deps);
  return {
    ...createAccountsRoutes({ accountsService: createAccountsService(deps) }),
    ...createBatchesRoutes({ batchesService: createBatchesService({ ...deps, jobsService, jobControl }) }),
    ...createContactsRoutes({ contactsService: createContactsService(deps) }),
    ...createDeadLettersRoutes({ deadLettersService: createDeadLettersService({ ...deps, jobsService }) }),
    ...createFilesRoutes({ filesService }),
    ...createJobsRoutes({
      jobs,
      bulkActionsService: createBulkActionsService({ ...deps, jobsService }),
      jobControlService: createJobControlService({ ...deps, jobControl, jobsService }),
      jobTypesService: createJobTypesService({ ...deps, jobControl }),
      jobStream: createJobStream(deps),
      organisationJobStream: createOrganisationJobStream(deps),
    }),
    ...createJobInsightsRoutes({
      jobStatsService: createJobStatsService(deps),
      jobWaitingService: createJobWaitingService({ ...deps, lineReader: createLineReader(deps) }),
    }),
    ...createMetaRoutes({
      version: manifest.version,
      timeZoneDataVersion: process.versions.tz ?? 'unknown',
      fileBytesMax: filesService.bytesMax,
      readinessService: createReadinessService(deps),
    }),
    ...createOrganisationsRoutes({
      organisationsService: createOrganisationsService({ ...deps, jobControl }),
    }),
    ...createSystemRoutes({
      systemService: createSystemService({ ...deps, operatorReads: createOperatorReads(deps) }),
      workerRunsService: deps.workerRunsService,
    }),
    ...createWorkflowsRoutes({
      workflowsService: createWorkflowsService({ ...deps, jobsService, jobControl }),
    }),
  };
}
