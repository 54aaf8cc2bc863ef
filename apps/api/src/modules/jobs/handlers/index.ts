import type { JobHandlersByType } from '@rota/contracts/server';
import { dataImportHandler } from './data-import.handler.ts';
import { deadLettersRetryHandler } from './dead-letters-retry.handler.ts';
import { demoRunHandler } from './demo-run.handler.ts';
import { databaseMaintainHandler } from './database-maintain.handler.ts';
import { jobsActHandler } from './jobs-act.handler.ts';
import { jobsPruneHandler } from './jobs-prune.handler.ts';
import { storageCleanupHandler } from './storage-cleanup.handler.ts';

/** Every user job, by its type of the contract. A line each; one that is missing or misfiled does not compile. */
export const userJobHandlers = {
  'data:import': dataImportHandler,
  'dead-letters:retry': deadLettersRetryHandler,
  'demo:run': demoRunHandler,
  'jobs:act': jobsActHandler,
} satisfies JobHandlersByType;

/** Every system job. */
export const systemJobHandlers = [databaseMaintainHandler, jobsPruneHandler, storageCleanupHandler];
