export { createJobChangeHub } from './job-change-hub.ts';
export type { JobChangeHub } from './job-change-hub.ts';
export { createJobStream } from './job-stream.ts';
export type { JobStream } from './job-stream.ts';
export { createJobsRoutes } from './jobs.routes.ts';
export { createOrganisationJobsService } from './jobs.service.ts';
export type { OrganisationJobsService } from './jobs.service.ts';
export { createOrganisationJobStream } from './organisation-job-stream.ts';
export type { OrganisationJobStream } from './organisation-job-stream.ts';
