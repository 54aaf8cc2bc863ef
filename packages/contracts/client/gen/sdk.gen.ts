import { client } from './client.gen.ts';
import { type Client, type ClientMeta, formDataBodySerializer, type Options as Options2, type RequestResult, type ServerSentEventsResult, type TDataShape } from './client/index.ts';
import type { ActOnJobsData, ActOnJobsErrors, ActOnJobsResponses, CancelBatchData, CancelBatchErrors, CancelBatchResponses, CancelJobData, CancelJobErrors, CancelJobResponses, CancelWorkflowData, CancelWorkflowErrors, CancelWorkflowResponses, CreateBatchData, CreateBatchErrors, CreateBatchResponses, CreateJobData, CreateJobErrors, CreateJobResponses, CreateJobsData, CreateJobsErrors, CreateJobsResponses, CreateWorkflowData, CreateWorkflowErrors, CreateWorkflowResponses, DeleteFileData, DeleteFileErrors, DeleteFileResponses, GetAccountData, GetAccountErrors, GetAccountResponses, GetBatchData, GetBatchErrors, GetBatchResponses, GetContactData, GetContactErrors, GetContactResponses, GetFileContentData, GetFileContentErrors, GetFileContentResponses, GetFileData, GetFileErrors, GetFileResponses, GetJobData, GetJobErrors, GetJobResponses, GetJobStatsData, GetJobStatsErrors, GetJobStatsResponses, GetJobWaitingData, GetJobWaitingErrors, GetJobWaitingResponses, GetLivezData, GetLivezResponses, GetMetaData, GetMetaResponses, GetOrganisationData, GetOrganisationErrors, GetOrganisationResponses, GetReadyzData, GetReadyzErrors, GetReadyzResponses, GetSystemHealthData, GetSystemHealthErrors, GetSystemHealthResponses, GetWorkflowData, GetWorkflowErrors, GetWorkflowResponses, ListAccountsData, ListAccountsErrors, ListAccountsResponses, ListContactsData, ListContactsErrors, ListContactsResponses, ListDeadLetterGroupsData, ListDeadLetterGroupsErrors, ListDeadLetterGroupsResponses, ListFilesData, ListFilesErrors, ListFilesResponses, ListJobLogsData, ListJobLogsErrors, ListJobLogsResponses, ListJobRunsData, ListJobRunsErrors, ListJobRunsResponses, ListJobsData, ListJobsErrors, ListJobsResponses, ListJobTypesData, ListJobTypesErrors, ListJobTypesResponses, ListOrganisationsData, ListOrganisationsErrors, ListOrganisationsResponses, ListSystemJobRunsData, ListSystemJobRunsErrors, ListSystemJobRunsResponses, ListSystemJobsData, ListSystemJobsErrors, ListSystemJobsResponses, ListSystemQueuesData, ListSystemQueuesErrors, ListSystemQueuesResponses, ListSystemSchedulesData, ListSystemSchedulesErrors, ListSystemSchedulesResponses, ListSystemWorkersData, ListSystemWorkersErrors, ListSystemWorkersResponses, PauseJobTypeData, PauseJobTypeErrors, PauseJobTypeResponses, PauseOrganisationData, PauseOrganisationErrors, PauseOrganisationResponses, ReplayJobData, ReplayJobErrors, ReplayJobResponses, ResolveDeadLetterGroupData, ResolveDeadLetterGroupErrors, ResolveDeadLetterGroupResponses, ResolveJobData, ResolveJobErrors, ResolveJobResponses, ResumeJobTypeData, ResumeJobTypeErrors, ResumeJobTypeResponses, ResumeOrganisationData, ResumeOrganisationErrors, ResumeOrganisationResponses, RetryDeadLetterGroupData, RetryDeadLetterGroupErrors, RetryDeadLetterGroupResponses, RetryFailedOfBatchData, RetryFailedOfBatchErrors, RetryFailedOfBatchResponses, RetryJobData, RetryJobErrors, RetryJobResponses, RunWorkerByGetData, RunWorkerByGetErrors, RunWorkerByGetResponses, RunWorkerData, RunWorkerErrors, RunWorkerResponses, StreamJobEventsData, StreamJobEventsErrors, StreamJobEventsResponse, StreamJobEventsResponses, StreamOrganisationJobEventsData, StreamOrganisationJobEventsErrors, StreamOrganisationJobEventsResponse, StreamOrganisationJobEventsResponses, UploadFileData, UploadFileErrors, UploadFileResponses } from './types.gen.ts';

export type Options<TData extends TDataShape = TDataShape, ThrowOnError extends boolean = boolean, TResponse = unknown> = Options2<TData, ThrowOnError, TResponse> & {
    /**
     * You can provide a client instance returned by `createClient()` instead of
     * individual options. This might be also useful if you want to implement a
     * custom client.
     */
    client?: Client | undefined;
    /**
     * You can pass arbitrary values through the `meta` object. This can be
     * used to access values that aren't defined as part of the SDK function.
     */
    meta?: keyof ClientMeta extends never ? Record<string, unknown> : ClientMeta | undefined;
};

/**
 * Whether the process lives
 *
 * Whether the process lives. Touches nothing else, so that a fault elsewhere does not get the process killed.
 *
 * `curl /livez`
 */
export const getLivez = <ThrowOnError extends boolean = false>(options?: Options<GetLivezData, ThrowOnError>): RequestResult<GetLivezResponses, unknown, ThrowOnError> => (options?.client ?? client).get<GetLivezResponses, unknown, ThrowOnError>({ url: '/livez', ...options });

/**
 * Whether the process is ready
 *
 * Whether the process can do its work: it started up, and its database answers. A load balancer sends no requests to a
 * process that says no.
 *
 * `curl /readyz`
 */
export const getReadyz = <ThrowOnError extends boolean = false>(options?: Options<GetReadyzData, ThrowOnError>): RequestResult<GetReadyzResponses, GetReadyzErrors, ThrowOnError> => (options?.client ?? client).get<GetReadyzResponses, GetReadyzErrors, ThrowOnError>({ url: '/readyz', ...options });

/**
 * Read the installation's version and limits
 *
 * Read the version, the time-zone data and the limits.
 *
 * `curl /v1/meta`
 */
export const getMeta = <ThrowOnError extends boolean = false>(options?: Options<GetMetaData, ThrowOnError>): RequestResult<GetMetaResponses, unknown, ThrowOnError> => (options?.client ?? client).get<GetMetaResponses, unknown, ThrowOnError>({ url: '/v1/meta', ...options });

/**
 * List organisations
 *
 * List the organisations that the credential may enter, newest first. An API key enters exactly one: its own.
 *
 * `curl /v1/orgs`
 */
export const listOrganisations = <ThrowOnError extends boolean = false>(options?: Options<ListOrganisationsData, ThrowOnError>): RequestResult<ListOrganisationsResponses, ListOrganisationsErrors, ThrowOnError> => (options?.client ?? client).get<ListOrganisationsResponses, ListOrganisationsErrors, ThrowOnError>({
    security: [{
            key: 'BearerAuth',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/v1/orgs',
    ...options
});

/**
 * Read an organisation
 *
 * Read an organisation.
 *
 * `curl /v1/orgs/org_…`
 */
export const getOrganisation = <ThrowOnError extends boolean = false>(options: Options<GetOrganisationData, ThrowOnError>): RequestResult<GetOrganisationResponses, GetOrganisationErrors, ThrowOnError> => (options.client ?? client).get<GetOrganisationResponses, GetOrganisationErrors, ThrowOnError>({
    security: [{
            key: 'BearerAuth',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/v1/orgs/{orgId}',
    ...options
});

/**
 * List accounts
 *
 * List accounts, newest first.
 *
 * `curl …/accounts?search=example`
 */
export const listAccounts = <ThrowOnError extends boolean = false>(options: Options<ListAccountsData, ThrowOnError>): RequestResult<ListAccountsResponses, ListAccountsErrors, ThrowOnError> => (options.client ?? client).get<ListAccountsResponses, ListAccountsErrors, ThrowOnError>({
    security: [{
            key: 'BearerAuth',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/v1/orgs/{orgId}/accounts',
    ...options
});

/**
 * Read an account
 *
 * Read an account.
 *
 * `curl …/accounts/acc_…`
 */
export const getAccount = <ThrowOnError extends boolean = false>(options: Options<GetAccountData, ThrowOnError>): RequestResult<GetAccountResponses, GetAccountErrors, ThrowOnError> => (options.client ?? client).get<GetAccountResponses, GetAccountErrors, ThrowOnError>({
    security: [{
            key: 'BearerAuth',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/v1/orgs/{orgId}/accounts/{accountId}',
    ...options
});

/**
 * Create a batch
 *
 * Create up to 100,000 jobs of one type as a batch. Every input is checked before anything is written, and the answer
 * comes when all is written, before the jobs are made: workers make them, and start with the first while the last are
 * still to come. The batch ends with its last job.
 *
 * `curl -X POST …/batches -d '{"type": "demo:run", "items": [{"input": {"steps": 3}}, {"input": {"steps": 5}}]}'`
 */
export const createBatch = <ThrowOnError extends boolean = false>(options: Options<CreateBatchData, ThrowOnError>): RequestResult<CreateBatchResponses, CreateBatchErrors, ThrowOnError> => (options.client ?? client).post<CreateBatchResponses, CreateBatchErrors, ThrowOnError>({
    security: [{
            key: 'BearerAuth',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/v1/orgs/{orgId}/batches',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Read a batch
 *
 * Read a batch. It costs the same however many jobs it has.
 *
 * `curl …/batches/job_…`
 */
export const getBatch = <ThrowOnError extends boolean = false>(options: Options<GetBatchData, ThrowOnError>): RequestResult<GetBatchResponses, GetBatchErrors, ThrowOnError> => (options.client ?? client).get<GetBatchResponses, GetBatchErrors, ThrowOnError>({
    security: [{
            key: 'BearerAuth',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/v1/orgs/{orgId}/batches/{batchId}',
    ...options
});

/**
 * Cancel a batch
 *
 * Cancel a batch. From the answer on nothing of it starts; its running jobs get their signal within a second, and those
 * that wait become `cancelled` in chunks. It ends as `cancelled` with its last running job. What was not made yet is not
 * made any more, and counts as cancelled. Cancelling again changes nothing.
 *
 * 409: `batch.ended` when it is completed or failed.
 *
 * `curl -X POST …/batches/job_…/cancel`
 */
export const cancelBatch = <ThrowOnError extends boolean = false>(options: Options<CancelBatchData, ThrowOnError>): RequestResult<CancelBatchResponses, CancelBatchErrors, ThrowOnError> => (options.client ?? client).post<CancelBatchResponses, CancelBatchErrors, ThrowOnError>({
    security: [{
            key: 'BearerAuth',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/v1/orgs/{orgId}/batches/{batchId}/cancel',
    ...options
});

/**
 * Retry a batch's failures
 *
 * Run the failed jobs of a failed batch again, each once and with as many attempts as it first had. The batch is
 * `processing` from the answer on and counts them as pending.
 *
 * 409: `batch.not_failed` when it has not failed, or only because jobs of it were cancelled; `batch.jobs_removed` when
 * failed jobs of it are no longer kept.
 *
 * `curl -X POST …/batches/job_…/retry-failed`
 */
export const retryFailedOfBatch = <ThrowOnError extends boolean = false>(options: Options<RetryFailedOfBatchData, ThrowOnError>): RequestResult<RetryFailedOfBatchResponses, RetryFailedOfBatchErrors, ThrowOnError> => (options.client ?? client).post<RetryFailedOfBatchResponses, RetryFailedOfBatchErrors, ThrowOnError>({
    security: [{
            key: 'BearerAuth',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/v1/orgs/{orgId}/batches/{batchId}/retry-failed',
    ...options
});

/**
 * List contacts
 *
 * List contacts, newest first.
 *
 * `curl …/contacts?search=ada`
 */
export const listContacts = <ThrowOnError extends boolean = false>(options: Options<ListContactsData, ThrowOnError>): RequestResult<ListContactsResponses, ListContactsErrors, ThrowOnError> => (options.client ?? client).get<ListContactsResponses, ListContactsErrors, ThrowOnError>({
    security: [{
            key: 'BearerAuth',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/v1/orgs/{orgId}/contacts',
    ...options
});

/**
 * Read a contact
 *
 * Read a contact.
 *
 * `curl …/contacts/con_…`
 */
export const getContact = <ThrowOnError extends boolean = false>(options: Options<GetContactData, ThrowOnError>): RequestResult<GetContactResponses, GetContactErrors, ThrowOnError> => (options.client ?? client).get<GetContactResponses, GetContactErrors, ThrowOnError>({
    security: [{
            key: 'BearerAuth',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/v1/orgs/{orgId}/contacts/{contactId}',
    ...options
});

/**
 * List groups of dead letters
 *
 * List the groups of dead letters that nobody has resolved, that of the newest first. To list the jobs of one:
 * `GET …/jobs?fingerprint=…`.
 *
 * `curl …/dead-letters/groups`
 */
export const listDeadLetterGroups = <ThrowOnError extends boolean = false>(options: Options<ListDeadLetterGroupsData, ThrowOnError>): RequestResult<ListDeadLetterGroupsResponses, ListDeadLetterGroupsErrors, ThrowOnError> => (options.client ?? client).get<ListDeadLetterGroupsResponses, ListDeadLetterGroupsErrors, ThrowOnError>({
    security: [{
            key: 'BearerAuth',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/v1/orgs/{orgId}/dead-letters/groups',
    ...options
});

/**
 * Resolve a group of dead letters
 *
 * Mark all dead letters of a group as dealt with. A job of type `jobs:act` does it.
 *
 * `curl -X POST …/dead-letters/groups/9f86d081884c7d65/resolve -d '{"note": "mended by hand"}'`
 */
export const resolveDeadLetterGroup = <ThrowOnError extends boolean = false>(options: Options<ResolveDeadLetterGroupData, ThrowOnError>): RequestResult<ResolveDeadLetterGroupResponses, ResolveDeadLetterGroupErrors, ThrowOnError> => (options.client ?? client).post<ResolveDeadLetterGroupResponses, ResolveDeadLetterGroupErrors, ThrowOnError>({
    security: [{
            key: 'BearerAuth',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/v1/orgs/{orgId}/dead-letters/groups/{fingerprint}/resolve',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Retry a group of dead letters
 *
 * Run the jobs of a group again: all, the first few, or the first few and, when those go well, the others. A job of type
 * `dead-letters:retry` does it. Jobs that fail for good after this request are not retried by it.
 *
 * `curl -X POST …/dead-letters/groups/9f86d081884c7d65/retry -d '{"first": 10, "stopAtFailureShare": 0.2}'`
 */
export const retryDeadLetterGroup = <ThrowOnError extends boolean = false>(options: Options<RetryDeadLetterGroupData, ThrowOnError>): RequestResult<RetryDeadLetterGroupResponses, RetryDeadLetterGroupErrors, ThrowOnError> => (options.client ?? client).post<RetryDeadLetterGroupResponses, RetryDeadLetterGroupErrors, ThrowOnError>({
    security: [{
            key: 'BearerAuth',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/v1/orgs/{orgId}/dead-letters/groups/{fingerprint}/retry',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * List files
 *
 * List files, newest first. Files that have expired are not listed.
 *
 * `curl …/files?limit=20`
 */
export const listFiles = <ThrowOnError extends boolean = false>(options: Options<ListFilesData, ThrowOnError>): RequestResult<ListFilesResponses, ListFilesErrors, ThrowOnError> => (options.client ?? client).get<ListFilesResponses, ListFilesErrors, ThrowOnError>({
    security: [{
            key: 'BearerAuth',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/v1/orgs/{orgId}/files',
    ...options
});

/**
 * Upload a file
 *
 * Upload a file.
 *
 * `curl -F file=@accounts.csv -F expiresInSeconds=86400 …/files`
 */
export const uploadFile = <ThrowOnError extends boolean = false>(options: Options<UploadFileData, ThrowOnError>): RequestResult<UploadFileResponses, UploadFileErrors, ThrowOnError> => (options.client ?? client).post<UploadFileResponses, UploadFileErrors, ThrowOnError>({
    ...formDataBodySerializer,
    security: [{
            key: 'BearerAuth',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/v1/orgs/{orgId}/files',
    ...options,
    headers: {
        'Content-Type': null,
        ...options.headers
    }
});

/**
 * Delete a file
 *
 * Delete a file, at once and for good. Jobs that still need it fail.
 *
 * `curl -X DELETE …/files/fil_…`
 */
export const deleteFile = <ThrowOnError extends boolean = false>(options: Options<DeleteFileData, ThrowOnError>): RequestResult<DeleteFileResponses, DeleteFileErrors, ThrowOnError> => (options.client ?? client).delete<DeleteFileResponses, DeleteFileErrors, ThrowOnError>({
    security: [{
            key: 'BearerAuth',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/v1/orgs/{orgId}/files/{fileId}',
    ...options
});

/**
 * Read a file's description
 *
 * Read what is known of a file.
 *
 * `curl …/files/fil_…`
 */
export const getFile = <ThrowOnError extends boolean = false>(options: Options<GetFileData, ThrowOnError>): RequestResult<GetFileResponses, GetFileErrors, ThrowOnError> => (options.client ?? client).get<GetFileResponses, GetFileErrors, ThrowOnError>({
    security: [{
            key: 'BearerAuth',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/v1/orgs/{orgId}/files/{fileId}',
    ...options
});

/**
 * Download a file
 *
 * Download a file.
 *
 * `curl -OJ …/files/fil_…/content`
 */
export const getFileContent = <ThrowOnError extends boolean = false>(options: Options<GetFileContentData, ThrowOnError>): RequestResult<GetFileContentResponses, GetFileContentErrors, ThrowOnError> => (options.client ?? client).get<GetFileContentResponses, GetFileContentErrors, ThrowOnError>({
    security: [{
            key: 'BearerAuth',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/v1/orgs/{orgId}/files/{fileId}/content',
    ...options
});

/**
 * List job types
 *
 * List the types of job, in the order of their names, with the JSON Schemas of their input and output.
 *
 * `curl …/job-types`
 */
export const listJobTypes = <ThrowOnError extends boolean = false>(options: Options<ListJobTypesData, ThrowOnError>): RequestResult<ListJobTypesResponses, ListJobTypesErrors, ThrowOnError> => (options.client ?? client).get<ListJobTypesResponses, ListJobTypesErrors, ThrowOnError>({
    security: [{
            key: 'BearerAuth',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/v1/orgs/{orgId}/job-types',
    ...options
});

/**
 * Pause a job type
 *
 * Keep the organisation's jobs of a type from starting. Those that wait get `parkedReason` `paused`; those that run go
 * on; new ones may be made. Pausing again changes nothing.
 *
 * `curl -X POST …/job-types/demo:run/pause`
 */
export const pauseJobType = <ThrowOnError extends boolean = false>(options: Options<PauseJobTypeData, ThrowOnError>): RequestResult<PauseJobTypeResponses, PauseJobTypeErrors, ThrowOnError> => (options.client ?? client).post<PauseJobTypeResponses, PauseJobTypeErrors, ThrowOnError>({
    security: [{
            key: 'BearerAuth',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/v1/orgs/{orgId}/job-types/{jobType}/pause',
    ...options
});

/**
 * Resume a job type
 *
 * Let the organisation's jobs of a type start again. They line up anew, oldest first. Resuming a type that is not paused
 * changes nothing.
 *
 * `curl -X POST …/job-types/demo:run/resume`
 */
export const resumeJobType = <ThrowOnError extends boolean = false>(options: Options<ResumeJobTypeData, ThrowOnError>): RequestResult<ResumeJobTypeResponses, ResumeJobTypeErrors, ThrowOnError> => (options.client ?? client).post<ResumeJobTypeResponses, ResumeJobTypeErrors, ThrowOnError>({
    security: [{
            key: 'BearerAuth',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/v1/orgs/{orgId}/job-types/{jobType}/resume',
    ...options
});

/**
 * List jobs
 *
 * List jobs, newest first. Jobs of batches are left out unless their batch is asked for with `batchId`.
 *
 * `search` finds text, whatever its case, in a job's input, in the message of its error, in its subject's id and its unique
 * key. It looks through jobs of one type made in the last 7 days: 400 without exactly one `type`.
 *
 * `curl '…/jobs?status=failed&type=data:import&include=input,output'`
 */
export const listJobs = <ThrowOnError extends boolean = false>(options: Options<ListJobsData, ThrowOnError>): RequestResult<ListJobsResponses, ListJobsErrors, ThrowOnError> => (options.client ?? client).get<ListJobsResponses, ListJobsErrors, ThrowOnError>({
    querySerializer: { parameters: { include: { array: { explode: false } } } },
    security: [{
            key: 'BearerAuth',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/v1/orgs/{orgId}/jobs',
    ...options
});

/**
 * Create a job
 *
 * Create a job. Row and queue message are written in one transaction: a job that was answered runs at least once, and a
 * request that failed left nothing behind.
 *
 * `curl -X POST …/jobs -d '{"type": "demo:run", "input": {"steps": 3}}'`
 */
export const createJob = <ThrowOnError extends boolean = false>(options: Options<CreateJobData, ThrowOnError>): RequestResult<CreateJobResponses, CreateJobErrors, ThrowOnError> => (options.client ?? client).post<CreateJobResponses, CreateJobErrors, ThrowOnError>({
    security: [{
            key: 'BearerAuth',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/v1/orgs/{orgId}/jobs',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Act on many jobs
 *
 * Cancel, retry or resolve every job that a filter matches. A job of type `jobs:act` does it, in sets; its output says how
 * many it moved. It leaves alone what was made after it, and jobs of its kind. With `dryRun` the answer is how many
 * there are now.
 *
 * `curl -X POST …/jobs/actions -d '{"action": "retry", "filter": {"status": ["failed"]}, "dryRun": true}'`
 */
export const actOnJobs = <ThrowOnError extends boolean = false>(options: Options<ActOnJobsData, ThrowOnError>): RequestResult<ActOnJobsResponses, ActOnJobsErrors, ThrowOnError> => (options.client ?? client).post<ActOnJobsResponses, ActOnJobsErrors, ThrowOnError>({
    security: [{
            key: 'BearerAuth',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/v1/orgs/{orgId}/jobs/actions',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Create many jobs
 *
 * Create up to 1,000 jobs at once, all or none. The body may have 10 MiB. What is wrong with any of them is told at its
 * place, for example `/jobs/3/input/steps`. Many jobs of one type are rather a batch.
 *
 * `curl -X POST …/jobs/bulk -d '{"jobs": [{"type": "demo:run", "input": {"steps": 3}}]}'`
 */
export const createJobs = <ThrowOnError extends boolean = false>(options: Options<CreateJobsData, ThrowOnError>): RequestResult<CreateJobsResponses, CreateJobsErrors, ThrowOnError> => (options.client ?? client).post<CreateJobsResponses, CreateJobsErrors, ThrowOnError>({
    security: [{
            key: 'BearerAuth',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/v1/orgs/{orgId}/jobs/bulk',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Watch all jobs
 *
 * Watch all of the organisation's jobs. The stream goes on until the client leaves or the connection breaks. A client
 * that comes back with the last id it saw is told everything that has changed since, at least once, as it is now:
 * nothing is skipped within an hour. After longer than that, or with an id of another installation, the stream begins
 * with `stream.reset`: read the list.
 *
 * A client that comes for the first time opens the stream and then reads its list, so that nothing falls between; it is
 * told the jobs that run now, and all changes from then on. Ids also come alone, without an event, while nothing happens.
 *
 * `curl -N …/jobs/events -H 'Last-Event-ID: 1773480413.74210.74207'`
 */
export const streamOrganisationJobEvents = <ThrowOnError extends boolean = false>(options: Options<StreamOrganisationJobEventsData, ThrowOnError, StreamOrganisationJobEventsResponse>): Promise<ServerSentEventsResult<StreamOrganisationJobEventsResponses>> => (options.client ?? client).sse.get<StreamOrganisationJobEventsResponses, StreamOrganisationJobEventsErrors, ThrowOnError>({
    security: [{
            key: 'BearerAuth',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/v1/orgs/{orgId}/jobs/events',
    ...options
});

/**
 * Read statistics of jobs
 *
 * Read how the organisation's work goes. Every figure has a bounded cost: counts are exact to 10,000, latencies and slow
 * jobs come from the last 10,000 that ended in the period.
 *
 * 400 when the period ends before it begins, or is longer than 366 days.
 *
 * `curl '…/jobs/stats?from=2026-03-14T00:00:00Z&slowSeconds=60'`
 */
export const getJobStats = <ThrowOnError extends boolean = false>(options: Options<GetJobStatsData, ThrowOnError>): RequestResult<GetJobStatsResponses, GetJobStatsErrors, ThrowOnError> => (options.client ?? client).get<GetJobStatsResponses, GetJobStatsErrors, ThrowOnError>({
    security: [{
            key: 'BearerAuth',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/v1/orgs/{orgId}/jobs/stats',
    ...options
});

/**
 * Read a job, or wait for its end
 *
 * Read a job with its input and output.
 *
 * With `waitSeconds` the answer comes as soon as the job has ended, or when the time is up; look at `status` to see
 * which. Call again to wait longer.
 *
 * `curl '…/jobs/job_…?waitSeconds=30'`
 */
export const getJob = <ThrowOnError extends boolean = false>(options: Options<GetJobData, ThrowOnError>): RequestResult<GetJobResponses, GetJobErrors, ThrowOnError> => (options.client ?? client).get<GetJobResponses, GetJobErrors, ThrowOnError>({
    security: [{
            key: 'BearerAuth',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/v1/orgs/{orgId}/jobs/{jobId}',
    ...options
});

/**
 * Cancel a job
 *
 * Cancel a job. One that waits ends at once. One that runs gets `cancelRequestedAt`, and its handler a signal within a
 * second; it stays `processing` until the handler returns or 10 s have passed, and then is `cancelled`, whatever the
 * handler returned. Cancelling again changes nothing.
 *
 * Of a batch, this cancels all jobs: see `POST …/batches/{batchId}/cancel`.
 *
 * 409: `job.ended` when it is completed or failed.
 *
 * `curl -X POST …/jobs/job_…/cancel`
 */
export const cancelJob = <ThrowOnError extends boolean = false>(options: Options<CancelJobData, ThrowOnError>): RequestResult<CancelJobResponses, CancelJobErrors, ThrowOnError> => (options.client ?? client).post<CancelJobResponses, CancelJobErrors, ThrowOnError>({
    security: [{
            key: 'BearerAuth',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/v1/orgs/{orgId}/jobs/{jobId}/cancel',
    ...options
});

/**
 * Watch a job
 *
 * Watch one job: its state now, then every change, progress and log line. The stream ends after the event that tells
 * the job's end.
 *
 * `curl -N …/jobs/job_…/events`
 */
export const streamJobEvents = <ThrowOnError extends boolean = false>(options: Options<StreamJobEventsData, ThrowOnError, StreamJobEventsResponse>): Promise<ServerSentEventsResult<StreamJobEventsResponses>> => (options.client ?? client).sse.get<StreamJobEventsResponses, StreamJobEventsErrors, ThrowOnError>({
    security: [{
            key: 'BearerAuth',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/v1/orgs/{orgId}/jobs/{jobId}/events',
    ...options
});

/**
 * List a job's log lines
 *
 * List a job's log lines over all its runs, oldest first.
 *
 * To follow a log, ask again with `afterId` set to the last line's id, or use the job's event stream.
 *
 * `curl '…/jobs/job_…/logs?afterId=4711'`
 */
export const listJobLogs = <ThrowOnError extends boolean = false>(options: Options<ListJobLogsData, ThrowOnError>): RequestResult<ListJobLogsResponses, ListJobLogsErrors, ThrowOnError> => (options.client ?? client).get<ListJobLogsResponses, ListJobLogsErrors, ThrowOnError>({
    security: [{
            key: 'BearerAuth',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/v1/orgs/{orgId}/jobs/{jobId}/logs',
    ...options
});

/**
 * Replay a job
 *
 * Do an ended job again: a new job with its type, priority, attempts, retry policy, timeout and subject, and its input
 * or the one given. `replayOf` names the old one, which stays as it is. The new one has no `uniqueKey`, and is no item
 * of a batch, a workflow or a schedule.
 *
 * 409: `job.not_ended` while the job goes on, `job.not_replayable` for a batch and for a type of which no new jobs are
 * made.
 *
 * `curl -X POST …/jobs/job_…/replay -d '{"input": {"steps": 20}}'`
 */
export const replayJob = <ThrowOnError extends boolean = false>(options: Options<ReplayJobData, ThrowOnError>): RequestResult<ReplayJobResponses, ReplayJobErrors, ThrowOnError> => (options.client ?? client).post<ReplayJobResponses, ReplayJobErrors, ThrowOnError>({
    security: [{
            key: 'BearerAuth',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/v1/orgs/{orgId}/jobs/{jobId}/replay',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Resolve a dead letter
 *
 * Mark a dead letter as dealt with. The job stays `failed`; `deadLettered=true` lists it no more. One that is resolved
 * keeps its time and its note.
 *
 * 409: `job.not_dead_lettered` when it did not fail for good.
 *
 * `curl -X POST …/jobs/job_…/resolve -d '{"note": "mended by hand"}'`
 */
export const resolveJob = <ThrowOnError extends boolean = false>(options: Options<ResolveJobData, ThrowOnError>): RequestResult<ResolveJobResponses, ResolveJobErrors, ThrowOnError> => (options.client ?? client).post<ResolveJobResponses, ResolveJobErrors, ThrowOnError>({
    security: [{
            key: 'BearerAuth',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/v1/orgs/{orgId}/jobs/{jobId}/resolve',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Retry a job
 *
 * Run a job again, now: one that failed with as many attempts as it first had, one that is `scheduled` or `retrying`
 * before its time. The error stays in the job's runs. Jobs that depended on it and have ended stay ended.
 *
 * 409: `job.not_retryable` for every other status, and for what a batch retries as a whole; `job.unique_key_taken` when
 * another job that has not ended has its `uniqueKey`.
 *
 * `curl -X POST …/jobs/job_…/retry`
 */
export const retryJob = <ThrowOnError extends boolean = false>(options: Options<RetryJobData, ThrowOnError>): RequestResult<RetryJobResponses, RetryJobErrors, ThrowOnError> => (options.client ?? client).post<RetryJobResponses, RetryJobErrors, ThrowOnError>({
    security: [{
            key: 'BearerAuth',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/v1/orgs/{orgId}/jobs/{jobId}/retry',
    ...options
});

/**
 * List a job's runs
 *
 * List a job's runs, newest first: one for each time a worker took it in hand.
 *
 * `curl '…/jobs/job_…/runs'`
 */
export const listJobRuns = <ThrowOnError extends boolean = false>(options: Options<ListJobRunsData, ThrowOnError>): RequestResult<ListJobRunsResponses, ListJobRunsErrors, ThrowOnError> => (options.client ?? client).get<ListJobRunsResponses, ListJobRunsErrors, ThrowOnError>({
    security: [{
            key: 'BearerAuth',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/v1/orgs/{orgId}/jobs/{jobId}/runs',
    ...options
});

/**
 * Read what a job waits for
 *
 * Read what a job waits for: the one reason that binds, its place in the line, and when it should start.
 *
 * `curl '…/jobs/job_…/waiting'`
 */
export const getJobWaiting = <ThrowOnError extends boolean = false>(options: Options<GetJobWaitingData, ThrowOnError>): RequestResult<GetJobWaitingResponses, GetJobWaitingErrors, ThrowOnError> => (options.client ?? client).get<GetJobWaitingResponses, GetJobWaitingErrors, ThrowOnError>({
    security: [{
            key: 'BearerAuth',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/v1/orgs/{orgId}/jobs/{jobId}/waiting',
    ...options
});

/**
 * Pause an organisation's work
 *
 * Keep all of the organisation's jobs from starting, whatever their type. Those that wait get `parkedReason` `paused`;
 * those that run go on; new ones may be made, and schedules go on making them. Pausing again changes nothing.
 *
 * `curl -X POST /v1/orgs/org_…/pause`
 */
export const pauseOrganisation = <ThrowOnError extends boolean = false>(options: Options<PauseOrganisationData, ThrowOnError>): RequestResult<PauseOrganisationResponses, PauseOrganisationErrors, ThrowOnError> => (options.client ?? client).post<PauseOrganisationResponses, PauseOrganisationErrors, ThrowOnError>({
    security: [{
            key: 'BearerAuth',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/v1/orgs/{orgId}/pause',
    ...options
});

/**
 * Resume an organisation's work
 *
 * Let the organisation's jobs start again. They line up anew, oldest first; those of a type that is paused by itself
 * wait on. Resuming work that is not paused changes nothing.
 *
 * `curl -X POST /v1/orgs/org_…/resume`
 */
export const resumeOrganisation = <ThrowOnError extends boolean = false>(options: Options<ResumeOrganisationData, ThrowOnError>): RequestResult<ResumeOrganisationResponses, ResumeOrganisationErrors, ThrowOnError> => (options.client ?? client).post<ResumeOrganisationResponses, ResumeOrganisationErrors, ThrowOnError>({
    security: [{
            key: 'BearerAuth',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/v1/orgs/{orgId}/resume',
    ...options
});

/**
 * Create a workflow
 *
 * Create a workflow: all its jobs in one transaction, or none. Those that wait for nobody may run at once, the others are
 * `blocked` until the nodes that they wait for have ended. The body may have 10 MiB.
 *
 * 400 `workflow.invalid` says all that is wrong at once, each fault with its pointer: keys that are unknown or used twice,
 * nodes that wait for themselves in the end, inputs that do not fit their types, places in `inputFrom` that the input has
 * no room for.
 *
 * `curl -X POST …/workflows -d '{"nodes": [{"key": "count", "type": "demo:run", "input": {"steps": 3}}]}'`
 */
export const createWorkflow = <ThrowOnError extends boolean = false>(options: Options<CreateWorkflowData, ThrowOnError>): RequestResult<CreateWorkflowResponses, CreateWorkflowErrors, ThrowOnError> => (options.client ?? client).post<CreateWorkflowResponses, CreateWorkflowErrors, ThrowOnError>({
    security: [{
            key: 'BearerAuth',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/v1/orgs/{orgId}/workflows',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Read a workflow
 *
 * Read a workflow: the graph, with the job of each node.
 *
 * `curl '…/workflows/wfl_…'`
 */
export const getWorkflow = <ThrowOnError extends boolean = false>(options: Options<GetWorkflowData, ThrowOnError>): RequestResult<GetWorkflowResponses, GetWorkflowErrors, ThrowOnError> => (options.client ?? client).get<GetWorkflowResponses, GetWorkflowErrors, ThrowOnError>({
    security: [{
            key: 'BearerAuth',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/v1/orgs/{orgId}/workflows/{workflowId}',
    ...options
});

/**
 * Cancel a workflow
 *
 * Cancel a workflow: its waiting jobs end at once, its running ones get their signal within a second and end as
 * `cancelled` whatever their handlers return. Jobs that have ended stay as they are. Cancelling again changes nothing.
 *
 * 409 `workflow.ended` when all jobs had ended before anybody cancelled one.
 *
 * `curl -X POST '…/workflows/wfl_…/cancel'`
 */
export const cancelWorkflow = <ThrowOnError extends boolean = false>(options: Options<CancelWorkflowData, ThrowOnError>): RequestResult<CancelWorkflowResponses, CancelWorkflowErrors, ThrowOnError> => (options.client ?? client).post<CancelWorkflowResponses, CancelWorkflowErrors, ThrowOnError>({
    security: [{
            key: 'BearerAuth',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/v1/orgs/{orgId}/workflows/{workflowId}/cancel',
    ...options
});

/**
 * Read the installation's health
 *
 * Whether the installation does its work. The status is in the body: 200 says that it could be found out.
 *
 * `curl /v1/system/health`
 */
export const getSystemHealth = <ThrowOnError extends boolean = false>(options?: Options<GetSystemHealthData, ThrowOnError>): RequestResult<GetSystemHealthResponses, GetSystemHealthErrors, ThrowOnError> => (options?.client ?? client).get<GetSystemHealthResponses, GetSystemHealthErrors, ThrowOnError>({
    security: [{
            key: 'OperatorAuth',
            scheme: 'bearer',
            type: 'http'
        }, {
            key: 'WorkerAuth',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/v1/system/health',
    ...options
});

/**
 * List jobs of all organisations
 *
 * List jobs over all organisations, newest first, without their inputs and outputs. Jobs of batches are left out unless
 * their batch is asked for with `batchId`.
 *
 * `curl '/v1/system/jobs?status=failed'`
 */
export const listSystemJobs = <ThrowOnError extends boolean = false>(options?: Options<ListSystemJobsData, ThrowOnError>): RequestResult<ListSystemJobsResponses, ListSystemJobsErrors, ThrowOnError> => (options?.client ?? client).get<ListSystemJobsResponses, ListSystemJobsErrors, ThrowOnError>({
    security: [{
            key: 'OperatorAuth',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/v1/system/jobs',
    ...options
});

/**
 * List a job's runs with stacks
 *
 * List a job's runs, newest first, each with the stack of its error, which its organisation does not see.
 *
 * `curl /v1/system/jobs/job_…/runs`
 */
export const listSystemJobRuns = <ThrowOnError extends boolean = false>(options: Options<ListSystemJobRunsData, ThrowOnError>): RequestResult<ListSystemJobRunsResponses, ListSystemJobRunsErrors, ThrowOnError> => (options.client ?? client).get<ListSystemJobRunsResponses, ListSystemJobRunsErrors, ThrowOnError>({
    security: [{
            key: 'OperatorAuth',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/v1/system/jobs/{jobId}/runs',
    ...options
});

/**
 * List queues
 *
 * List the queues of user jobs, by name: what waits in each, what runs, and who serves it.
 *
 * `curl /v1/system/queues`
 */
export const listSystemQueues = <ThrowOnError extends boolean = false>(options?: Options<ListSystemQueuesData, ThrowOnError>): RequestResult<ListSystemQueuesResponses, ListSystemQueuesErrors, ThrowOnError> => (options?.client ?? client).get<ListSystemQueuesResponses, ListSystemQueuesErrors, ThrowOnError>({
    security: [{
            key: 'OperatorAuth',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/v1/system/queues',
    ...options
});

/**
 * List system schedules
 *
 * List what the installation runs for itself by the clock, by name, each with its last run.
 *
 * `curl /v1/system/schedules`
 */
export const listSystemSchedules = <ThrowOnError extends boolean = false>(options?: Options<ListSystemSchedulesData, ThrowOnError>): RequestResult<ListSystemSchedulesResponses, ListSystemSchedulesErrors, ThrowOnError> => (options?.client ?? client).get<ListSystemSchedulesResponses, ListSystemSchedulesErrors, ThrowOnError>({
    security: [{
            key: 'OperatorAuth',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/v1/system/schedules',
    ...options
});

/**
 * Run jobs for a bounded time, by GET
 *
 * The same for hosts whose timers can send nothing but GET. It is no reading: nothing may call it by itself.
 *
 * `curl '/v1/system/worker/run?seconds=50'`
 */
export const runWorkerByGet = <ThrowOnError extends boolean = false>(options?: Options<RunWorkerByGetData, ThrowOnError>): RequestResult<RunWorkerByGetResponses, RunWorkerByGetErrors, ThrowOnError> => (options?.client ?? client).get<RunWorkerByGetResponses, RunWorkerByGetErrors, ThrowOnError>({
    security: [{
            key: 'WorkerAuth',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/v1/system/worker/run',
    ...options
});

/**
 * Run jobs for a bounded time
 *
 * Run a worker in the process that answers, for a bounded time: for hosts without processes of their own. It ends early
 * when nothing is left to do. It stops claiming in time to end in time, and hands back what has not ended by then, without
 * spending an attempt. One at a time runs in a process: 409 while another does. Needs no `PROCESS_ROLE`.
 *
 * `curl -X POST '/v1/system/worker/run?seconds=50'`
 */
export const runWorker = <ThrowOnError extends boolean = false>(options?: Options<RunWorkerData, ThrowOnError>): RequestResult<RunWorkerResponses, RunWorkerErrors, ThrowOnError> => (options?.client ?? client).post<RunWorkerResponses, RunWorkerErrors, ThrowOnError>({
    security: [{
            key: 'WorkerAuth',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/v1/system/worker/run',
    ...options
});

/**
 * List workers
 *
 * List the workers, the last started first: those that live, and those that fell silent within the last hour.
 *
 * `curl '/v1/system/workers?alive=true'`
 */
export const listSystemWorkers = <ThrowOnError extends boolean = false>(options?: Options<ListSystemWorkersData, ThrowOnError>): RequestResult<ListSystemWorkersResponses, ListSystemWorkersErrors, ThrowOnError> => (options?.client ?? client).get<ListSystemWorkersResponses, ListSystemWorkersErrors, ThrowOnError>({
    security: [{
            key: 'OperatorAuth',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/v1/system/workers',
    ...options
});
