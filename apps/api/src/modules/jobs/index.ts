export { createBulkActionsService } from './bulk-actions.service.ts';
export { createJobControlService } from './job-control.service.ts';
export { createJobResources } from './job-resources.ts';
export { createJobTypesService } from './job-types.service.ts';
export { createJobsRoutes } from './jobs.routes.ts';
export { createOrganisationJobsService } from './jobs.service.ts';
export type { OrganisationJobsService } from './jobs.service.ts';
export { createJobChangeHub } from './streams/job-change-hub.ts';
export type { JobChangeHub } from './streams/job-change-hub.ts';
export { createJobStream } from './streams/job-stream.ts';
export type { JobStream } from './streams/job-stream.ts';
export { createOrganisationJobStream } from './streams/organisation-job-stream.ts';
export type { OrganisationJobStream } from './streams/organisation-job-stream.ts';

// For figures, workflows and operators, whose paths name jobs and whose answers hold them, and for who looks for one.
export { jobNotFound } from './jobs.errors.ts';
export { toJobKey, toJobResponse, toJobRunResponse } from './jobs.convert.ts';

// For the retry of dead letters, a job that acts on jobs as `jobs:act` does: in its transactions it reads when it was made
// and keeps how far it has come; what it does is said here, where its handler is.
export { findCreatedAt } from './bulk-actions.repository.ts';
export { findCheckpoint, saveCheckpoint } from './job-checkpoints.repository.ts';
export { moveSet } from './move-set.ts';
export type { DeadLetterRetry, DeadLetterRetryResult, DeadLetterRetryService } from './dead-letter-retry.ts';

// For workflows, which read a graph and its jobs in one transaction.
export { findWorkflowJobs } from './jobs.repository.ts';
export type { JobRow } from './jobs.repository.ts';
