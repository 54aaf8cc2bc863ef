export type { BatchRequest } from './batches/batch-request.ts';
export type { CreatedBatch } from './batches/create-batch.ts';
export { createJobControl } from './by-hand/job-control.ts';
export type { JobControl } from './by-hand/job-control.ts';
export { defineJob, defineSystemJob } from './registry/define-job.ts';
export type { JobHandler, JobResult, SystemJobHandler } from './registry/define-job.ts';
export type { JobEffects } from './registry/job-effects.ts';
export type { JobType } from './registry/job-type.ts';
export type { EngineLogger } from './engine-logger.ts';
export {
  JobRegistryError,
  JobRequestError,
  JobStateError,
  PerformedJobError,
  PermanentJobError,
  SnoozeJob,
} from './errors.ts';
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
} from './registry/job-context.ts';
export { toPublicCreator } from './create/created-by.ts';
export type { JobCreator } from './create/created-by.ts';
export type { JobRequest } from './create/job-request.ts';
export { isEnded, jobMoves } from './moves/job-status.ts';
export { createJobsService } from './create/create-jobs.ts';
export type {
  CreatedJob,
  JobReceipt,
  JobsService,
  JobsServiceDeps,
  WrittenJob,
} from './create/create-jobs.ts';
export { limits } from './limits.ts';
export { createJobMaintenance } from './maintenance/job-maintenance.ts';
export type { JobMaintenance } from './maintenance/job-maintenance.ts';
export type { Retention, RetentionRules } from './maintenance/retention.ts';
export { listSystemSchedules } from './operators/list-system-schedules.ts';
export type { SystemRun, SystemSchedule } from './operators/list-system-schedules.ts';
export { createOperatorReads } from './operators/operator-reads.ts';
export type { OperatorReads } from './operators/operator-reads.ts';
export type { SystemJobFilter, SystemJobRow } from './operators/list-jobs-across-orgs.ts';
export type { SystemJobRun } from './operators/list-runs-across-orgs.ts';
export { WAITING_MAX } from './queue/queue-states.ts';
export type { QueueState } from './queue/queue-states.ts';
export type { ListedWorker } from './workers/list-workers.ts';
export { createNotifier, JOBS_CHANNEL } from './notifications.ts';
export type { JobChange, Notifier } from './notifications.ts';
export type { JobQueue, QueueSchedule } from './queue/job-queue.ts';
export { createLineReader, PLACES_MAX } from './queue/place-in-line.ts';
export type { LineReader, PlaceInLine } from './queue/place-in-line.ts';
export { createJobQueue, migrateQueues } from './queue/pg-boss-queue.ts';
export { onConnection } from './engine-transaction.ts';
export { createJobHandlerRegistry } from './registry/registry.ts';
export type { JobHandlerRegistry } from './registry/registry.ts';
export { createTypedJobs } from './perform/typed-jobs.ts';
export type { JobCaller, JobVerbs, LaterOptions, NowOptions, TypedJobs } from './perform/typed-jobs.ts';
export { startPerformer } from './perform/performer.ts';
export type { Performer, PerformRequest } from './perform/performer.ts';
export type { RunnerOptions } from './runner/create-runner.ts';
export type { DeadLetter } from './runner/find-dead-letters.ts';
export type { JobScope } from './runner/create-job-context.ts';
export { createTableStatistics } from './maintenance/table-statistics.ts';
export type { TableStatistics } from './maintenance/table-statistics.ts';
export type { PauseScope } from './parking/is-paused.ts';
export type { ReplayRequest } from './create/replay.ts';
export type { OutputSource, WorkflowNodeRequest, WorkflowRequest } from './workflows/workflow-request.ts';
export type { CreatedWorkflow } from './workflows/write-workflow.ts';
export { startWorker } from './workers/start-worker.ts';
export { createWorker } from './workers/create-worker.ts';
export type { ResourceFactories, StandaloneWorker, WorkerSettings } from './workers/create-worker.ts';
export type { DrainReport, DrainTime } from './workers/drain.ts';
export { openEngine } from './workers/open-engine.ts';
export type { Engine, WorkerEngine } from './workers/open-engine.ts';
export type { WorkerConnections, WorkerDatabase } from './workers/worker-connections.ts';
export type { WorkerIdentity } from './workers/worker-presence.ts';
export type { WorkerTally } from './runner/run-tally.ts';
export type { Worker, WorkerOptions } from './workers/start-worker.ts';
