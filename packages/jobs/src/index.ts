export type { BatchRequest } from './batches/batch-request.ts';
export type { CreatedBatch } from './batches/create-batch.ts';
export { createJobControl } from './job-control.ts';
export type { JobControl } from './job-control.ts';
export { defineJob, defineSystemJob } from './define-job.ts';
export type { JobHandler, JobResult, SystemJobHandler } from './define-job.ts';
export type { JobEffects } from './job-effects.ts';
export type { JobType } from './job-type.ts';
export type { EngineLogger } from './engine-logger.ts';
export { JobRegistryError, JobRequestError, JobStateError, PermanentJobError, SnoozeJob } from './errors.ts';
export type { JobRequestIssue } from './errors.ts';
export type {
  JobContext,
  JobHelpers,
  JobLogger,
  JobResources,
  OrganisationDatabase,
  SystemJobContext,
  SystemJobResources,
  TriggerJob,
  TriggerOptions,
} from './job-context.ts';
export { toPublicCreator } from './created-by.ts';
export type { JobCreator } from './created-by.ts';
export type { JobRequest } from './job-request.ts';
export { isEnded } from './job-status.ts';
export { createJobsService } from './create-jobs.ts';
export type { CreatedJob, JobsService, JobsServiceDeps, WrittenJob } from './create-jobs.ts';
export { limits } from './limits.ts';
export { createJobMaintenance } from './maintenance/job-maintenance.ts';
export type { JobMaintenance } from './maintenance/job-maintenance.ts';
export type { Retention, RetentionRules } from './maintenance/retention.ts';
export { listSystemSchedules } from './maintenance/system-schedules.ts';
export type { SystemRun, SystemSchedule } from './maintenance/system-schedules.ts';
export { createNotifier, JOBS_CHANNEL } from './notifications.ts';
export type { JobChange, Notifier } from './notifications.ts';
export type { JobQueue, QueueSchedule } from './queue/job-queue.ts';
export { createLineReader, PLACES_MAX } from './queue/place-in-line.ts';
export type { LineReader, PlaceInLine } from './queue/place-in-line.ts';
export { createJobQueue, migrateQueues } from './queue/pg-boss-queue.ts';
export { onConnection } from './engine-transaction.ts';
export { createJobHandlerRegistry } from './registry.ts';
export type { JobHandlerRegistry } from './registry.ts';
export type { DeadLetter } from './runner/dead-letters.ts';
export type { JobScope } from './runner/create-job-context.ts';
export { createTableStatistics } from './table-statistics.ts';
export type { TableStatistics } from './table-statistics.ts';
export type { PauseScope } from './pauses.ts';
export type { ReplayRequest } from './replay.ts';
export type { OutputSource, WorkflowNodeRequest, WorkflowRequest } from './workflows/workflow-request.ts';
export type { CreatedWorkflow } from './workflows/write-workflow.ts';
export { startWorker } from './worker.ts';
export type { Worker, WorkerOptions } from './worker.ts';
