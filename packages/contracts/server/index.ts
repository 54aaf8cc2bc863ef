/** The contract as the server sees it: the operation table, the job catalogue, and the types they are implemented with. */
export { jobTypes, retiredJobTypes } from './job-types.gen.ts';
export { operations } from './operations.gen.ts';
export { toViolations, VIOLATIONS_MAX } from './violations.ts';
export type {
  Handler,
  Handlers,
  HandlersOf,
  Input,
  MultipartBody,
  OperationId,
  Operations,
  OperationsOf,
  OperationTag,
  Reply,
  StatusOf,
} from './handlers.ts';
export type { JobHandlersByType, JobInput, JobOutput, JobTypeName, JobTypes } from './job-handlers.ts';
export type { CatalogueEntry, JobTypeDefinition, JsonSchema } from './job-type.ts';
export type { Operation, OperationReply, QueryKind, ReplyKind } from './operation.ts';
export type {
  Account,
  AccountPage,
  BoundedCount,
  Contact,
  ContactPage,
  CreateJobRequest,
  Job,
  JobCreator,
  JobError,
  JobEvent,
  JobLog,
  JobLogPage,
  JobPage,
  JobPriority,
  JobProgress,
  JobRun,
  JobRunPage,
  JobStats,
  JobStatus,
  JobSubject,
  JobType,
  JobTypePage,
  JobWaiting,
  Limits,
  Liveness,
  Meta,
  Organisation,
  OrganisationJobEvent,
  OrganisationPage,
  Problem,
  Readiness,
  RetryPolicy,
  RetryPolicyRequest,
  StoredFile,
  StoredFilePage,
  Violation,
  ViolationLocation,
} from './gen/types.gen.ts';
