export type ClientOptions = {
    baseUrl: `${string}://${string}` | (string & {});
};

/**
 * The job that does what was asked for: it has progress, can be waited for and cancelled like any other.
 */
export type AcceptedWork = {
    /**
     * The job.
     */
    jobId: JobId;
};

/**
 * A company an organisation works with. Imports find it again by `externalId` or `domain`, so that importing the same
 * rows twice makes it once.
 */
export type Account = {
    /**
     * Id.
     */
    id: AccountId;
    /**
     * Its id in the system it came from, unique in the organisation; null when it has none.
     */
    externalId: string | null;
    /**
     * Its name.
     */
    name: string;
    /**
     * Its internet domain, lower case, unique in the organisation; null when not known.
     */
    domain: string | null;
    /**
     * Whatever else is known of it, by name: what imports put into `attributes.<name>`.
     */
    attributes: {
        [key: string]: unknown;
    };
    /**
     * When it was made.
     */
    createdAt: string;
    /**
     * When it last changed.
     */
    updatedAt: string;
};

/**
 * Id of an account.
 */
export type AccountId = string;

/**
 * A page of accounts, newest first.
 */
export type AccountPage = {
    /**
     * The page's items, at most `limit`.
     */
    data: Array<Account>;
    /**
     * Hand this back as `cursor` to read the next page; null when this page is the last one.
     */
    nextCursor: string | null;
};

/**
 * A batch. Its jobs are listed with `GET …/jobs?batchId=…`.
 */
export type Batch = {
    /**
     * Id; also that of its own job.
     */
    id: JobId;
    /**
     * The type of its jobs.
     */
    type: JobTypeName;
    /**
     * `processing` until its last job has ended, then `completed`, `failed` or `cancelled`.
     */
    status: JobStatus;
    /**
     * When failures of its jobs fail it. A job that was cancelled by itself counts as failed.
     */
    failurePolicy: BatchFailurePolicy;
    /**
     * How its jobs stand.
     */
    counts: BatchCounts;
    /**
     * When somebody asked for its end; null when nobody has.
     */
    cancelRequestedAt: string | null;
    /**
     * When it was made.
     */
    createdAt: string;
    /**
     * When it began, or began again: from its first moment it is under way.
     */
    startedAt: string | null;
    /**
     * When it ended; null before.
     */
    finishedAt: string | null;
};

/**
 * How the jobs of a batch stand: they add up to `total` at any moment, from the first on.
 */
export type BatchCounts = {
    /**
     * All jobs of the batch.
     */
    total: number;
    /**
     * Not started, or waiting for another attempt; also those that are not made yet.
     */
    pending: number;
    /**
     * In the hands of workers.
     */
    processing: number;
    /**
     * Ended well.
     */
    completed: number;
    /**
     * Ended badly.
     */
    failed: number;
    /**
     * Ended on request.
     */
    cancelled: number;
};

/**
 * When failures of its jobs fail a batch.
 */
export type BatchFailurePolicy = 'any' | 'all' | BatchFailuresAllowed;

/**
 * A batch fails when more of its jobs than so many do not complete.
 */
export type BatchFailuresAllowed = {
    /**
     * Failures that it bears; 0 is the same as `any`.
     */
    maxFailed: number;
};

/**
 * A batch's own job, in lists and wherever a job is read.
 */
export type BatchJob = {
    /**
     * The reserved type.
     */
    type: 'batch';
    /**
     * Id.
     */
    id: JobId;
    /**
     * The organisation it belongs to.
     */
    orgId: OrganisationId;
    /**
     * Where it stands.
     */
    status: JobStatus;
    /**
     * Why a pending job is kept from running (its organisation or type is paused or at a cap); null when it is not.
     */
    parkedReason: string | null;
    /**
     * How urgent it is beside the organisation's other jobs.
     */
    priority: JobPriority;
    /**
     * Why it failed, or why its last attempt did; null when none has, and again once it has completed.
     */
    error: JobError | null;
    /**
     * How far the current or last run has come.
     */
    progress: JobProgress;
    /**
     * Attempts spent or in hand; 0 before the first. A worker that vanishes, hands the job back at shutdown or lets it
     * sleep spends none: those are runs (see `GET …/runs`) but no attempts.
     */
    attempt: number;
    /**
     * The number of attempts after which a failure is final. Rises by its first value each time the job is retried by
     * hand.
     */
    maxAttempts: number;
    /**
     * How long to wait between attempts.
     */
    retry: RetryPolicy;
    /**
     * How long one attempt may take, up to 23 h; one that takes longer is stopped and counts as failed, code `timeout`.
     */
    timeoutSeconds: number;
    /**
     * Not before this time; null for at once.
     */
    runAt: string | null;
    /**
     * When the next attempt is due, while `retrying`; otherwise null.
     */
    nextRetryAt: string | null;
    /**
     * Who made it.
     */
    createdBy: JobCreator;
    /**
     * The caller's own thing it is about; null when none was given.
     */
    subject: JobSubject | null;
    /**
     * At most one job that has not ended has this key, per organisation and type; null when none was given.
     */
    uniqueKey: string | null;
    /**
     * The batch it is an item of; null when of none.
     */
    batchId: JobId | null;
    /**
     * The workflow it is a node of; null when of none.
     */
    workflowId: WorkflowId | null;
    /**
     * The schedule that made it; null when none did.
     */
    scheduleId: ScheduleId | null;
    /**
     * The job it was replayed from; null for an original.
     */
    replayOf: JobId | null;
    /**
     * The worker that has or last had it in hand; null before the first run.
     */
    workerId: string | null;
    /**
     * When somebody asked for its end; null when nobody has.
     */
    cancelRequestedAt: string | null;
    /**
     * When it failed for good and was put aside for somebody to look at; null when it was not. It stays when the failure
     * is dealt with: `resolvedAt` says that.
     */
    deadLetteredAt: string | null;
    /**
     * Names the cause of which it failed for good: the group of dead letters that it is in, or was until it was dealt with.
     * Null of a job that has not failed.
     */
    errorFingerprint: ErrorFingerprint | null;
    /**
     * When somebody said that its failure is dealt with; null when nobody has.
     */
    resolvedAt: string | null;
    /**
     * What whoever said so wrote beside it; null when nothing.
     */
    resolvedNote: string | null;
    /**
     * When it was made.
     */
    createdAt: string;
    /**
     * When its first run began; null before.
     */
    startedAt: string | null;
    /**
     * When it ended; null before.
     */
    finishedAt: string | null;
    /**
     * A batch has none: its jobs have.
     */
    input?: null | undefined;
    /**
     * How its jobs have ended; null before.
     */
    output?: BatchOutput | null | undefined;
};

/**
 * How the jobs of a batch have ended.
 */
export type BatchOutput = {
    /**
     * All jobs of the batch.
     */
    total: number;
    /**
     * Ended well.
     */
    completed: number;
    /**
     * Ended badly.
     */
    failed: number;
    /**
     * Ended on request.
     */
    cancelled: number;
};

/**
 * The jobs of a batch have come further, or the batch itself has changed: how it stands, with its counters. Jobs of
 * batches are not told by themselves, except in their own streams: who shows them reads their list again.
 */
export type BatchUpdatedEvent = {
    /**
     * Names the event.
     */
    type: 'batch.updated';
    /**
     * Stands for all that was sent up to and with this event: what `Last-Event-ID` brings back. In a job's own stream the
     * id of its last log line; in an organisation's a position, which only the last event of a set has.
     */
    id?: string | undefined;
    /**
     * The batch as it is now.
     */
    batch: Batch;
};

/**
 * A number that is exact up to 10,000; `10000+` when there are more.
 */
export type BoundedCount = ExactCount | '10000+';

/**
 * A person an organisation works with. Imports find them again by `externalId` or `email`, so that importing the same
 * rows twice makes them once.
 */
export type Contact = {
    /**
     * Id.
     */
    id: ContactId;
    /**
     * The person's id in the system they came from, unique in the organisation; null when there is none.
     */
    externalId: string | null;
    /**
     * E-mail address, lower case, unique in the organisation; null when not known.
     */
    email: string | null;
    /**
     * First name; empty when not known.
     */
    firstName: string;
    /**
     * Last name; empty when not known.
     */
    lastName: string;
    /**
     * What they do where they work; null when not known.
     */
    title: string | null;
    /**
     * The account they belong to; null when to none.
     */
    accountId: AccountId | null;
    /**
     * Whatever else is known of them, by name: what imports put into `attributes.<name>`.
     */
    attributes: {
        [key: string]: unknown;
    };
    /**
     * When the contact was made.
     */
    createdAt: string;
    /**
     * When it last changed.
     */
    updatedAt: string;
};

/**
 * Id of a contact.
 */
export type ContactId = string;

/**
 * A page of contacts, newest first.
 */
export type ContactPage = {
    /**
     * The page's items, at most `limit`.
     */
    data: Array<Contact>;
    /**
     * Hand this back as `cursor` to read the next page; null when this page is the last one.
     */
    nextCursor: string | null;
};

/**
 * The request for a batch. `type` decides the shape of each item's `input`.
 */
export type CreateBatchRequest = ({
    type: 'data:import';
} & CreateDataImportJobBatch) | ({
    type: 'dead-letters:retry';
} & CreateDeadLettersRetryJobBatch) | ({
    type: 'demo:run';
} & CreateDemoRunJobBatch) | ({
    type: 'jobs:act';
} & CreateJobsActJobBatch);

/**
 * The request for a `data:import` job.
 */
export type CreateDataImportJob = {
    /**
     * The type, `area:verb`. It decides the shape of `input`.
     */
    type: 'data:import';
    /**
     * What to do.
     */
    input: DataImportInput;
    /**
     * How urgent it is beside the organisation's other jobs.
     */
    priority?: JobPriority | undefined;
    /**
     * Not before this time, for example `2026-03-14T09:00:00Z` or `…T10:00:00+01:00`. Left out, or past: at once.
     */
    runAt?: string | undefined;
    /**
     * The number of attempts after which a failure is final; "n retries" of other systems is n + 1 attempts.
     */
    maxAttempts?: number | undefined;
    /**
     * How long to wait between attempts.
     */
    retry?: RetryPolicyRequest | undefined;
    /**
     * How long one attempt may take, up to 23 h. Longer work is cut into several jobs.
     */
    timeoutSeconds?: number | undefined;
    /**
     * At most one job that has not ended has this key, per organisation and type. While there is one, creating another
     * answers 200 with the living one, even when the input differs. For example `sync:customer-42`; 1 to 255 characters.
     */
    uniqueKey?: string | undefined;
    /**
     * The caller's own thing it is about.
     */
    subject?: JobSubject | undefined;
    /**
     * Jobs of the organisation that have to end before it may run, 1,000 at most; until then it is `blocked`. One that has
     * ended has been waited for. At most 1,000 jobs may wait for one.
     */
    dependsOn?: Array<JobId> | undefined;
    /**
     * What becomes of it when one of `dependsOn` does not complete. Left out: `fail`.
     */
    onParentFailure?: ParentFailureEffect | undefined;
};

/**
 * The request for a batch of `data:import` jobs.
 */
export type CreateDataImportJobBatch = {
    /**
     * The type of the jobs, `area:verb`. It decides the shape of each `input`.
     */
    type: 'data:import';
    /**
     * A job each, in this order, 1 to 100,000.
     */
    items: Array<{
        /**
         * What to do. Up to 256 KiB and 32 levels deep.
         */
        input: DataImportInput;
    }>;
    /**
     * When failures of its jobs fail the batch. Left out: `any`.
     */
    failurePolicy?: BatchFailurePolicy | undefined;
    /**
     * How urgent the jobs are beside the organisation's other jobs.
     */
    priority?: JobPriority | undefined;
    /**
     * Not before this time. Left out, or past: at once.
     */
    runAt?: string | undefined;
    /**
     * The number of attempts after which a job's failure is final.
     */
    maxAttempts?: number | undefined;
    /**
     * How long to wait between attempts.
     */
    retry?: RetryPolicyRequest | undefined;
    /**
     * How long one attempt of a job may take, up to 23 h.
     */
    timeoutSeconds?: number | undefined;
    /**
     * The caller's own thing that the batch and its jobs are about.
     */
    subject?: JobSubject | undefined;
};

/**
 * The request for a `dead-letters:retry` job.
 */
export type CreateDeadLettersRetryJob = {
    /**
     * The type, `area:verb`. It decides the shape of `input`.
     */
    type: 'dead-letters:retry';
    /**
     * What to do.
     */
    input: DeadLettersRetryInput;
    /**
     * How urgent it is beside the organisation's other jobs.
     */
    priority?: JobPriority | undefined;
    /**
     * Not before this time, for example `2026-03-14T09:00:00Z` or `…T10:00:00+01:00`. Left out, or past: at once.
     */
    runAt?: string | undefined;
    /**
     * The number of attempts after which a failure is final; "n retries" of other systems is n + 1 attempts.
     */
    maxAttempts?: number | undefined;
    /**
     * How long to wait between attempts.
     */
    retry?: RetryPolicyRequest | undefined;
    /**
     * How long one attempt may take, up to 23 h. Longer work is cut into several jobs.
     */
    timeoutSeconds?: number | undefined;
    /**
     * At most one job that has not ended has this key, per organisation and type. While there is one, creating another
     * answers 200 with the living one, even when the input differs. For example `sync:customer-42`; 1 to 255 characters.
     */
    uniqueKey?: string | undefined;
    /**
     * The caller's own thing it is about.
     */
    subject?: JobSubject | undefined;
    /**
     * Jobs of the organisation that have to end before it may run, 1,000 at most; until then it is `blocked`. One that has
     * ended has been waited for. At most 1,000 jobs may wait for one.
     */
    dependsOn?: Array<JobId> | undefined;
    /**
     * What becomes of it when one of `dependsOn` does not complete. Left out: `fail`.
     */
    onParentFailure?: ParentFailureEffect | undefined;
};

/**
 * The request for a batch of `dead-letters:retry` jobs.
 */
export type CreateDeadLettersRetryJobBatch = {
    /**
     * The type of the jobs, `area:verb`. It decides the shape of each `input`.
     */
    type: 'dead-letters:retry';
    /**
     * A job each, in this order, 1 to 100,000.
     */
    items: Array<{
        /**
         * What to do. Up to 256 KiB and 32 levels deep.
         */
        input: DeadLettersRetryInput;
    }>;
    /**
     * When failures of its jobs fail the batch. Left out: `any`.
     */
    failurePolicy?: BatchFailurePolicy | undefined;
    /**
     * How urgent the jobs are beside the organisation's other jobs.
     */
    priority?: JobPriority | undefined;
    /**
     * Not before this time. Left out, or past: at once.
     */
    runAt?: string | undefined;
    /**
     * The number of attempts after which a job's failure is final.
     */
    maxAttempts?: number | undefined;
    /**
     * How long to wait between attempts.
     */
    retry?: RetryPolicyRequest | undefined;
    /**
     * How long one attempt of a job may take, up to 23 h.
     */
    timeoutSeconds?: number | undefined;
    /**
     * The caller's own thing that the batch and its jobs are about.
     */
    subject?: JobSubject | undefined;
};

/**
 * The request for a `demo:run` job.
 */
export type CreateDemoRunJob = {
    /**
     * The type, `area:verb`. It decides the shape of `input`.
     */
    type: 'demo:run';
    /**
     * What to do.
     */
    input: DemoRunInput;
    /**
     * How urgent it is beside the organisation's other jobs.
     */
    priority?: JobPriority | undefined;
    /**
     * Not before this time, for example `2026-03-14T09:00:00Z` or `…T10:00:00+01:00`. Left out, or past: at once.
     */
    runAt?: string | undefined;
    /**
     * The number of attempts after which a failure is final; "n retries" of other systems is n + 1 attempts.
     */
    maxAttempts?: number | undefined;
    /**
     * How long to wait between attempts.
     */
    retry?: RetryPolicyRequest | undefined;
    /**
     * How long one attempt may take, up to 23 h. Longer work is cut into several jobs.
     */
    timeoutSeconds?: number | undefined;
    /**
     * At most one job that has not ended has this key, per organisation and type. While there is one, creating another
     * answers 200 with the living one, even when the input differs. For example `sync:customer-42`; 1 to 255 characters.
     */
    uniqueKey?: string | undefined;
    /**
     * The caller's own thing it is about.
     */
    subject?: JobSubject | undefined;
    /**
     * Jobs of the organisation that have to end before it may run, 1,000 at most; until then it is `blocked`. One that has
     * ended has been waited for. At most 1,000 jobs may wait for one.
     */
    dependsOn?: Array<JobId> | undefined;
    /**
     * What becomes of it when one of `dependsOn` does not complete. Left out: `fail`.
     */
    onParentFailure?: ParentFailureEffect | undefined;
};

/**
 * The request for a batch of `demo:run` jobs.
 */
export type CreateDemoRunJobBatch = {
    /**
     * The type of the jobs, `area:verb`. It decides the shape of each `input`.
     */
    type: 'demo:run';
    /**
     * A job each, in this order, 1 to 100,000.
     */
    items: Array<{
        /**
         * What to do. Up to 256 KiB and 32 levels deep.
         */
        input: DemoRunInput;
    }>;
    /**
     * When failures of its jobs fail the batch. Left out: `any`.
     */
    failurePolicy?: BatchFailurePolicy | undefined;
    /**
     * How urgent the jobs are beside the organisation's other jobs.
     */
    priority?: JobPriority | undefined;
    /**
     * Not before this time. Left out, or past: at once.
     */
    runAt?: string | undefined;
    /**
     * The number of attempts after which a job's failure is final.
     */
    maxAttempts?: number | undefined;
    /**
     * How long to wait between attempts.
     */
    retry?: RetryPolicyRequest | undefined;
    /**
     * How long one attempt of a job may take, up to 23 h.
     */
    timeoutSeconds?: number | undefined;
    /**
     * The caller's own thing that the batch and its jobs are about.
     */
    subject?: JobSubject | undefined;
};

/**
 * The request for a job. `type` decides the shape of `input`.
 */
export type CreateJobRequest = ({
    type: 'data:import';
} & CreateDataImportJob) | ({
    type: 'dead-letters:retry';
} & CreateDeadLettersRetryJob) | ({
    type: 'demo:run';
} & CreateDemoRunJob) | ({
    type: 'jobs:act';
} & CreateJobsActJob);

/**
 * The request for a `jobs:act` job.
 */
export type CreateJobsActJob = {
    /**
     * The type, `area:verb`. It decides the shape of `input`.
     */
    type: 'jobs:act';
    /**
     * What to do.
     */
    input: JobsActInput;
    /**
     * How urgent it is beside the organisation's other jobs.
     */
    priority?: JobPriority | undefined;
    /**
     * Not before this time, for example `2026-03-14T09:00:00Z` or `…T10:00:00+01:00`. Left out, or past: at once.
     */
    runAt?: string | undefined;
    /**
     * The number of attempts after which a failure is final; "n retries" of other systems is n + 1 attempts.
     */
    maxAttempts?: number | undefined;
    /**
     * How long to wait between attempts.
     */
    retry?: RetryPolicyRequest | undefined;
    /**
     * How long one attempt may take, up to 23 h. Longer work is cut into several jobs.
     */
    timeoutSeconds?: number | undefined;
    /**
     * At most one job that has not ended has this key, per organisation and type. While there is one, creating another
     * answers 200 with the living one, even when the input differs. For example `sync:customer-42`; 1 to 255 characters.
     */
    uniqueKey?: string | undefined;
    /**
     * The caller's own thing it is about.
     */
    subject?: JobSubject | undefined;
    /**
     * Jobs of the organisation that have to end before it may run, 1,000 at most; until then it is `blocked`. One that has
     * ended has been waited for. At most 1,000 jobs may wait for one.
     */
    dependsOn?: Array<JobId> | undefined;
    /**
     * What becomes of it when one of `dependsOn` does not complete. Left out: `fail`.
     */
    onParentFailure?: ParentFailureEffect | undefined;
};

/**
 * The request for a batch of `jobs:act` jobs.
 */
export type CreateJobsActJobBatch = {
    /**
     * The type of the jobs, `area:verb`. It decides the shape of each `input`.
     */
    type: 'jobs:act';
    /**
     * A job each, in this order, 1 to 100,000.
     */
    items: Array<{
        /**
         * What to do. Up to 256 KiB and 32 levels deep.
         */
        input: JobsActInput;
    }>;
    /**
     * When failures of its jobs fail the batch. Left out: `any`.
     */
    failurePolicy?: BatchFailurePolicy | undefined;
    /**
     * How urgent the jobs are beside the organisation's other jobs.
     */
    priority?: JobPriority | undefined;
    /**
     * Not before this time. Left out, or past: at once.
     */
    runAt?: string | undefined;
    /**
     * The number of attempts after which a job's failure is final.
     */
    maxAttempts?: number | undefined;
    /**
     * How long to wait between attempts.
     */
    retry?: RetryPolicyRequest | undefined;
    /**
     * How long one attempt of a job may take, up to 23 h.
     */
    timeoutSeconds?: number | undefined;
    /**
     * The caller's own thing that the batch and its jobs are about.
     */
    subject?: JobSubject | undefined;
};

/**
 * Jobs to make together.
 */
export type CreateJobsRequest = {
    /**
     * The requests, 1 to 1,000; they may be of different types.
     */
    jobs: Array<CreateJobRequest>;
};

/**
 * The request for a workflow.
 */
export type CreateWorkflowRequest = {
    /**
     * The nodes, 1 to 1,000, in any order. No node may wait for itself, directly or through others.
     */
    nodes: Array<WorkflowNodeRequest>;
};

/**
 * Jobs that were made together.
 */
export type CreatedJobs = {
    /**
     * A job for each request, in their order; where a `uniqueKey` is taken, the living one that has it.
     */
    data: Array<Job>;
};

/**
 * What to import.
 */
export type DataImportInput = {
    /**
     * The uploaded CSV: RFC 4180, UTF-8 with or without a byte-order mark, any line ending, its first row the header. The
     * cells may be separated by semicolons or tabs as well, whichever the header has most of.
     */
    fileId: FileId;
    /**
     * What the rows become.
     */
    collection: ImportCollection;
    /**
     * What each column fills, by the column's header as it stands in the file. Columns that are not named become attributes
     * under their header; one without a header is left out, unless it is named by `""`. Without a mapping a column whose header is the name of a field fills it, whatever its case,
     * spaces, dashes and underscores; the others become attributes. An empty cell leaves what is there as it is.
     */
    mapping?: {
        [key: string]: ImportField;
    };
    /**
     * The field by which a row finds the record it updates; rows that find none make one. Left out: `externalId` when a
     * column fills it, else `domain` for accounts and `email` for contacts.
     */
    matchBy?: ImportMatchField | undefined;
};

/**
 * Imports accounts or contacts from an uploaded CSV file. Rows are streamed and written in chunks; running the same
 * file again updates its records and doubles none.
 */
export type DataImportJob = {
    /**
     * The type, `area:verb`. It decides the shape of `input` and `output`.
     */
    type: 'data:import';
    /**
     * Id.
     */
    id: JobId;
    /**
     * The organisation it belongs to.
     */
    orgId: OrganisationId;
    /**
     * Where it stands.
     */
    status: JobStatus;
    /**
     * Why a pending job is kept from running (its organisation or type is paused or at a cap); null when it is not.
     */
    parkedReason: string | null;
    /**
     * How urgent it is beside the organisation's other jobs.
     */
    priority: JobPriority;
    /**
     * Why it failed, or why its last attempt did; null when none has, and again once it has completed.
     */
    error: JobError | null;
    /**
     * How far the current or last run has come.
     */
    progress: JobProgress;
    /**
     * Attempts spent or in hand; 0 before the first. A worker that vanishes, hands the job back at shutdown or lets it
     * sleep spends none: those are runs (see `GET …/runs`) but no attempts.
     */
    attempt: number;
    /**
     * The number of attempts after which a failure is final. Rises by its first value each time the job is retried by
     * hand.
     */
    maxAttempts: number;
    /**
     * How long to wait between attempts.
     */
    retry: RetryPolicy;
    /**
     * How long one attempt may take, up to 23 h; one that takes longer is stopped and counts as failed, code `timeout`.
     */
    timeoutSeconds: number;
    /**
     * Not before this time; null for at once.
     */
    runAt: string | null;
    /**
     * When the next attempt is due, while `retrying`; otherwise null.
     */
    nextRetryAt: string | null;
    /**
     * Who made it.
     */
    createdBy: JobCreator;
    /**
     * The caller's own thing it is about; null when none was given.
     */
    subject: JobSubject | null;
    /**
     * At most one job that has not ended has this key, per organisation and type; null when none was given.
     */
    uniqueKey: string | null;
    /**
     * The batch it is an item of; null when of none.
     */
    batchId: JobId | null;
    /**
     * The workflow it is a node of; null when of none.
     */
    workflowId: WorkflowId | null;
    /**
     * The schedule that made it; null when none did.
     */
    scheduleId: ScheduleId | null;
    /**
     * The job it was replayed from; null for an original.
     */
    replayOf: JobId | null;
    /**
     * The worker that has or last had it in hand; null before the first run.
     */
    workerId: string | null;
    /**
     * When somebody asked for its end; null when nobody has.
     */
    cancelRequestedAt: string | null;
    /**
     * When it failed for good and was put aside for somebody to look at; null when it was not. It stays when the failure
     * is dealt with: `resolvedAt` says that.
     */
    deadLetteredAt: string | null;
    /**
     * Names the cause of which it failed for good: the group of dead letters that it is in, or was until it was dealt with.
     * Null of a job that has not failed.
     */
    errorFingerprint: ErrorFingerprint | null;
    /**
     * When somebody said that its failure is dealt with; null when nobody has.
     */
    resolvedAt: string | null;
    /**
     * What whoever said so wrote beside it; null when nothing.
     */
    resolvedNote: string | null;
    /**
     * When it was made.
     */
    createdAt: string;
    /**
     * When its first run began; null before.
     */
    startedAt: string | null;
    /**
     * When it ended; null before.
     */
    finishedAt: string | null;
    /**
     * What to do. Left out in lists and event streams unless asked for by `include`.
     */
    input?: DataImportInput | undefined;
    /**
     * What came of it; null until the job has completed. Left out in lists and event streams unless asked for.
     */
    output?: DataImportOutput | null | undefined;
};

/**
 * What is known of the input of a `data:import` node: see `DataImportInput`.
 */
export type DataImportNodeInput = {
    /**
     * The uploaded CSV: RFC 4180, UTF-8 with or without a byte-order mark, any line ending, its first row the header. The
     * cells may be separated by semicolons or tabs as well, whichever the header has most of.
     */
    fileId?: FileId | undefined;
    /**
     * What the rows become.
     */
    collection?: ImportCollection | undefined;
    /**
     * What each column fills, by the column's header as it stands in the file. Columns that are not named become attributes
     * under their header; one without a header is left out, unless it is named by `""`. Without a mapping a column whose header is the name of a field fills it, whatever its case,
     * spaces, dashes and underscores; the others become attributes. An empty cell leaves what is there as it is.
     */
    mapping?: {
        [key: string]: ImportField;
    };
    /**
     * The field by which a row finds the record it updates; rows that find none make one. Left out: `externalId` when a
     * column fills it, else `domain` for accounts and `email` for contacts.
     */
    matchBy?: ImportMatchField | undefined;
};

/**
 * A `data:import` node of a workflow that is to be made.
 */
export type DataImportNodeRequest = {
    /**
     * Its name in the workflow; no other node has it.
     */
    key: WorkflowNodeKey;
    /**
     * The type of its job, `area:verb`. It decides the shape of `input`.
     */
    type: 'data:import';
    /**
     * What to do, as far as it is known: members that come by `inputFrom` are left out. What is there is checked at once,
     * the whole when the outputs are in it.
     */
    input: DataImportNodeInput;
    /**
     * Members of the input that are outputs of other nodes, by JSON Pointer:
     * `{"/steps": {"node": "count", "path": "/steps"}}`. The node waits for each node that it names. They are put in when
     * the last node that it waits for has ended; where an output has nothing at the path, because its node did not complete
     * or gave something else, `input` stays as it is. An input that then does not fit its type, or is larger than 256 KiB,
     * makes the job `failed`, code `input_invalid`.
     */
    inputFrom?: {
        [key: string]: WorkflowOutputSource;
    };
    /**
     * The keys of nodes that it waits for, at most 1,000. Left out: it waits for those in `inputFrom` only.
     */
    dependsOn?: Array<WorkflowNodeKey> | undefined;
    /**
     * What becomes of it when a node that it waits for does not complete. Left out: `fail`.
     */
    onParentFailure?: ParentFailureEffect | undefined;
};

/**
 * What came of an import. `rowsRead` is the sum of the other three counts.
 */
export type DataImportOutput = {
    /**
     * Data rows in the file; the header and empty lines do not count.
     */
    rowsRead: number;
    /**
     * Rows that made a record.
     */
    rowsCreated: number;
    /**
     * Rows that found their record, changed or not.
     */
    rowsUpdated: number;
    /**
     * Rows that were left out because something was wrong with them.
     */
    rowsFailed: number;
    /**
     * A CSV with each row that failed: its number, the columns at fault, the reasons, and its cells. It can be corrected
     * and imported like any other, and expires after 30 days. Null when no row failed.
     */
    errorsFileId: FileId | null;
};

/**
 * The dead letters of one day, in UTC.
 */
export type DeadLetterDay = {
    /**
     * The day.
     */
    date: string;
    /**
     * How many jobs of the group failed for good on it.
     */
    count: number;
};

/**
 * Dead letters of one cause that nobody has resolved.
 */
export type DeadLetterGroup = {
    /**
     * Names the group.
     */
    fingerprint: ErrorFingerprint;
    /**
     * The code of the error.
     */
    code: string;
    /**
     * The message of the newest one; the others differ in ids, numbers and quoted text at most.
     */
    message: string;
    /**
     * The types of the jobs, at most ten.
     */
    types: Array<string>;
    /**
     * How many they are.
     */
    count: number;
    /**
     * How many came on each of the last 14 days, oldest first; today is the last.
     */
    series: Array<DeadLetterDay>;
    /**
     * When the oldest one failed.
     */
    firstAt: string;
    /**
     * When the newest one failed.
     */
    lastAt: string;
    /**
     * The newest ones, at most five.
     */
    sampleIds: Array<JobId>;
};

/**
 * The groups, that of the newest dead letter first: at most 100, of the newest 10,000 dead letters. `nextCursor` is always
 * null.
 */
export type DeadLetterGroupPage = {
    /**
     * The page's items, at most `limit`.
     */
    data: Array<DeadLetterGroup>;
    /**
     * Hand this back as `cursor` to read the next page; null when this page is the last one.
     */
    nextCursor: string | null;
    /**
     * Whether all dead letters were looked at; else counts and first times are of the newest 10,000 only.
     */
    isComplete: boolean;
};

/**
 * What to write beside the dead letters of a group.
 */
export type DeadLetterResolveRequest = {
    /**
     * For those who look at it later, 1 to 2,000 characters.
     */
    note?: string | undefined;
};

/**
 * How to retry a group. Nothing at all: all of it, now.
 */
export type DeadLetterRetryOptions = {
    /**
     * Only so many, the oldest first. With `stopAtFailureShare` the others follow when these have gone well. 1 to 1,000;
     * left out beside `stopAtFailureShare`: 10.
     */
    first?: number | undefined;
    /**
     * The others follow only when the share of the first ones that fail again, or are cancelled, stays below this.
     */
    stopAtFailureShare?: number | undefined;
    /**
     * Changes to make to each job's input before. An input is not changed once its job is made: each job is replayed with
     * the new input (`replayOf`), and the dead letter resolved. One whose input does not take the patch, or does not fit its
     * type afterwards, is skipped; the log says why. 1 to 100 steps.
     */
    patch?: Array<JsonPatchOperation> | undefined;
};

/**
 * Which group, and how.
 */
export type DeadLettersRetryInput = {
    /**
     * The group.
     */
    fingerprint: ErrorFingerprint;
    /**
     * Only so many, the oldest first. With `stopAtFailureShare` the others follow when these have gone well. 1 to 1,000;
     * left out beside `stopAtFailureShare`: 10.
     */
    first?: number | undefined;
    /**
     * The others follow only when the share of the first ones that fail again, or are cancelled, stays below this.
     */
    stopAtFailureShare?: number | undefined;
    /**
     * Changes to make to each job's input before. An input is not changed once its job is made: each job is replayed with
     * the new input (`replayOf`), and the dead letter resolved. One whose input does not take the patch, or does not fit its
     * type afterwards, is skipped; the log says why. 1 to 100 steps.
     */
    patch?: Array<JsonPatchOperation> | undefined;
};

/**
 * Runs the jobs of one group of dead letters again: all, the first few, or the first few and then, when those have gone
 * well, the others. It is made by `POST …/dead-letters/groups/{fingerprint}/retry`, and is `scheduled` while it waits for
 * the first ones.
 */
export type DeadLettersRetryJob = {
    /**
     * The type, `area:verb`. It decides the shape of `input` and `output`.
     */
    type: 'dead-letters:retry';
    /**
     * Id.
     */
    id: JobId;
    /**
     * The organisation it belongs to.
     */
    orgId: OrganisationId;
    /**
     * Where it stands.
     */
    status: JobStatus;
    /**
     * Why a pending job is kept from running (its organisation or type is paused or at a cap); null when it is not.
     */
    parkedReason: string | null;
    /**
     * How urgent it is beside the organisation's other jobs.
     */
    priority: JobPriority;
    /**
     * Why it failed, or why its last attempt did; null when none has, and again once it has completed.
     */
    error: JobError | null;
    /**
     * How far the current or last run has come.
     */
    progress: JobProgress;
    /**
     * Attempts spent or in hand; 0 before the first. A worker that vanishes, hands the job back at shutdown or lets it
     * sleep spends none: those are runs (see `GET …/runs`) but no attempts.
     */
    attempt: number;
    /**
     * The number of attempts after which a failure is final. Rises by its first value each time the job is retried by
     * hand.
     */
    maxAttempts: number;
    /**
     * How long to wait between attempts.
     */
    retry: RetryPolicy;
    /**
     * How long one attempt may take, up to 23 h; one that takes longer is stopped and counts as failed, code `timeout`.
     */
    timeoutSeconds: number;
    /**
     * Not before this time; null for at once.
     */
    runAt: string | null;
    /**
     * When the next attempt is due, while `retrying`; otherwise null.
     */
    nextRetryAt: string | null;
    /**
     * Who made it.
     */
    createdBy: JobCreator;
    /**
     * The caller's own thing it is about; null when none was given.
     */
    subject: JobSubject | null;
    /**
     * At most one job that has not ended has this key, per organisation and type; null when none was given.
     */
    uniqueKey: string | null;
    /**
     * The batch it is an item of; null when of none.
     */
    batchId: JobId | null;
    /**
     * The workflow it is a node of; null when of none.
     */
    workflowId: WorkflowId | null;
    /**
     * The schedule that made it; null when none did.
     */
    scheduleId: ScheduleId | null;
    /**
     * The job it was replayed from; null for an original.
     */
    replayOf: JobId | null;
    /**
     * The worker that has or last had it in hand; null before the first run.
     */
    workerId: string | null;
    /**
     * When somebody asked for its end; null when nobody has.
     */
    cancelRequestedAt: string | null;
    /**
     * When it failed for good and was put aside for somebody to look at; null when it was not. It stays when the failure
     * is dealt with: `resolvedAt` says that.
     */
    deadLetteredAt: string | null;
    /**
     * Names the cause of which it failed for good: the group of dead letters that it is in, or was until it was dealt with.
     * Null of a job that has not failed.
     */
    errorFingerprint: ErrorFingerprint | null;
    /**
     * When somebody said that its failure is dealt with; null when nobody has.
     */
    resolvedAt: string | null;
    /**
     * What whoever said so wrote beside it; null when nothing.
     */
    resolvedNote: string | null;
    /**
     * When it was made.
     */
    createdAt: string;
    /**
     * When its first run began; null before.
     */
    startedAt: string | null;
    /**
     * When it ended; null before.
     */
    finishedAt: string | null;
    /**
     * What to do. Left out in lists and event streams unless asked for by `include`.
     */
    input?: DeadLettersRetryInput | undefined;
    /**
     * What came of it; null until the job has completed. Left out in lists and event streams unless asked for.
     */
    output?: DeadLettersRetryOutput | null | undefined;
};

/**
 * What is known of the input of a `dead-letters:retry` node: see `DeadLettersRetryInput`.
 */
export type DeadLettersRetryNodeInput = {
    /**
     * The group.
     */
    fingerprint?: ErrorFingerprint | undefined;
    /**
     * Only so many, the oldest first. With `stopAtFailureShare` the others follow when these have gone well. 1 to 1,000;
     * left out beside `stopAtFailureShare`: 10.
     */
    first?: number | undefined;
    /**
     * The others follow only when the share of the first ones that fail again, or are cancelled, stays below this.
     */
    stopAtFailureShare?: number | undefined;
    /**
     * Changes to make to each job's input before. An input is not changed once its job is made: each job is replayed with
     * the new input (`replayOf`), and the dead letter resolved. One whose input does not take the patch, or does not fit its
     * type afterwards, is skipped; the log says why. 1 to 100 steps.
     */
    patch?: Array<JsonPatchOperation> | undefined;
};

/**
 * A `dead-letters:retry` node of a workflow that is to be made.
 */
export type DeadLettersRetryNodeRequest = {
    /**
     * Its name in the workflow; no other node has it.
     */
    key: WorkflowNodeKey;
    /**
     * The type of its job, `area:verb`. It decides the shape of `input`.
     */
    type: 'dead-letters:retry';
    /**
     * What to do, as far as it is known: members that come by `inputFrom` are left out. What is there is checked at once,
     * the whole when the outputs are in it.
     */
    input: DeadLettersRetryNodeInput;
    /**
     * Members of the input that are outputs of other nodes, by JSON Pointer:
     * `{"/steps": {"node": "count", "path": "/steps"}}`. The node waits for each node that it names. They are put in when
     * the last node that it waits for has ended; where an output has nothing at the path, because its node did not complete
     * or gave something else, `input` stays as it is. An input that then does not fit its type, or is larger than 256 KiB,
     * makes the job `failed`, code `input_invalid`.
     */
    inputFrom?: {
        [key: string]: WorkflowOutputSource;
    };
    /**
     * The keys of nodes that it waits for, at most 1,000. Left out: it waits for those in `inputFrom` only.
     */
    dependsOn?: Array<WorkflowNodeKey> | undefined;
    /**
     * What becomes of it when a node that it waits for does not complete. Left out: `fail`.
     */
    onParentFailure?: ParentFailureEffect | undefined;
};

/**
 * What came of it.
 */
export type DeadLettersRetryOutput = {
    /**
     * The jobs that run again.
     */
    retried: number;
    /**
     * Those that could not be: their input does not take the patch, or their `uniqueKey` or batch does not let them.
     */
    skipped: number;
    /**
     * How many of the first ones did not complete; null when nobody waited for them.
     */
    firstFailed: number | null;
    /**
     * Whether the others were left alone because too many of the first ones did not complete.
     */
    stopped: boolean;
};

/**
 * How the demonstration goes.
 */
export type DemoRunInput = {
    /**
     * How many steps to count, each with a log line and progress. 0 ends at once.
     */
    steps?: number | undefined;
    /**
     * How long a step takes, up to an hour.
     */
    stepMilliseconds?: number | undefined;
    /**
     * The step, counted from 1, at which an attempt fails. Left out: none does.
     */
    failAtStep?: number | undefined;
    /**
     * How many attempts fail at `failAtStep` before one gets past it. Left out: one.
     */
    failAttempts?: number | undefined;
    /**
     * Whether the failure is one that no further attempt could mend: the job is `failed` after the first.
     */
    permanent?: boolean | undefined;
    /**
     * Whether to count on when asked to stop (cancel, timeout, shutdown): shows what happens to a handler that does not
     * listen to its signal.
     */
    ignoreSignal?: boolean | undefined;
    /**
     * The step, counted from 1, at which the worker's process is killed, without a word to anybody. Left out: it is not.
     * Another worker takes over, and comes to the same step.
     */
    exitAtStep?: number | undefined;
    /**
     * Any JSON, given back in the output: `{"answer": 42}`.
     */
    result?: unknown | undefined;
};

/**
 * Counts steps with progress and a log line each, for people who try things out. It can fail, ignore its signal or kill
 * its process on demand. Registered while the demo is on.
 */
export type DemoRunJob = {
    /**
     * The type, `area:verb`. It decides the shape of `input` and `output`.
     */
    type: 'demo:run';
    /**
     * Id.
     */
    id: JobId;
    /**
     * The organisation it belongs to.
     */
    orgId: OrganisationId;
    /**
     * Where it stands.
     */
    status: JobStatus;
    /**
     * Why a pending job is kept from running (its organisation or type is paused or at a cap); null when it is not.
     */
    parkedReason: string | null;
    /**
     * How urgent it is beside the organisation's other jobs.
     */
    priority: JobPriority;
    /**
     * Why it failed, or why its last attempt did; null when none has, and again once it has completed.
     */
    error: JobError | null;
    /**
     * How far the current or last run has come.
     */
    progress: JobProgress;
    /**
     * Attempts spent or in hand; 0 before the first. A worker that vanishes, hands the job back at shutdown or lets it
     * sleep spends none: those are runs (see `GET …/runs`) but no attempts.
     */
    attempt: number;
    /**
     * The number of attempts after which a failure is final. Rises by its first value each time the job is retried by
     * hand.
     */
    maxAttempts: number;
    /**
     * How long to wait between attempts.
     */
    retry: RetryPolicy;
    /**
     * How long one attempt may take, up to 23 h; one that takes longer is stopped and counts as failed, code `timeout`.
     */
    timeoutSeconds: number;
    /**
     * Not before this time; null for at once.
     */
    runAt: string | null;
    /**
     * When the next attempt is due, while `retrying`; otherwise null.
     */
    nextRetryAt: string | null;
    /**
     * Who made it.
     */
    createdBy: JobCreator;
    /**
     * The caller's own thing it is about; null when none was given.
     */
    subject: JobSubject | null;
    /**
     * At most one job that has not ended has this key, per organisation and type; null when none was given.
     */
    uniqueKey: string | null;
    /**
     * The batch it is an item of; null when of none.
     */
    batchId: JobId | null;
    /**
     * The workflow it is a node of; null when of none.
     */
    workflowId: WorkflowId | null;
    /**
     * The schedule that made it; null when none did.
     */
    scheduleId: ScheduleId | null;
    /**
     * The job it was replayed from; null for an original.
     */
    replayOf: JobId | null;
    /**
     * The worker that has or last had it in hand; null before the first run.
     */
    workerId: string | null;
    /**
     * When somebody asked for its end; null when nobody has.
     */
    cancelRequestedAt: string | null;
    /**
     * When it failed for good and was put aside for somebody to look at; null when it was not. It stays when the failure
     * is dealt with: `resolvedAt` says that.
     */
    deadLetteredAt: string | null;
    /**
     * Names the cause of which it failed for good: the group of dead letters that it is in, or was until it was dealt with.
     * Null of a job that has not failed.
     */
    errorFingerprint: ErrorFingerprint | null;
    /**
     * When somebody said that its failure is dealt with; null when nobody has.
     */
    resolvedAt: string | null;
    /**
     * What whoever said so wrote beside it; null when nothing.
     */
    resolvedNote: string | null;
    /**
     * When it was made.
     */
    createdAt: string;
    /**
     * When its first run began; null before.
     */
    startedAt: string | null;
    /**
     * When it ended; null before.
     */
    finishedAt: string | null;
    /**
     * What to do. Left out in lists and event streams unless asked for by `include`.
     */
    input?: DemoRunInput | undefined;
    /**
     * What came of it; null until the job has completed. Left out in lists and event streams unless asked for.
     */
    output?: DemoRunOutput | null | undefined;
};

/**
 * What is known of the input of a `demo:run` node: see `DemoRunInput`.
 */
export type DemoRunNodeInput = {
    /**
     * How many steps to count, each with a log line and progress. 0 ends at once.
     */
    steps?: number | undefined;
    /**
     * How long a step takes, up to an hour.
     */
    stepMilliseconds?: number | undefined;
    /**
     * The step, counted from 1, at which an attempt fails. Left out: none does.
     */
    failAtStep?: number | undefined;
    /**
     * How many attempts fail at `failAtStep` before one gets past it. Left out: one.
     */
    failAttempts?: number | undefined;
    /**
     * Whether the failure is one that no further attempt could mend: the job is `failed` after the first.
     */
    permanent?: boolean | undefined;
    /**
     * Whether to count on when asked to stop (cancel, timeout, shutdown): shows what happens to a handler that does not
     * listen to its signal.
     */
    ignoreSignal?: boolean | undefined;
    /**
     * The step, counted from 1, at which the worker's process is killed, without a word to anybody. Left out: it is not.
     * Another worker takes over, and comes to the same step.
     */
    exitAtStep?: number | undefined;
    /**
     * Any JSON, given back in the output: `{"answer": 42}`.
     */
    result?: unknown | undefined;
};

/**
 * A `demo:run` node of a workflow that is to be made.
 */
export type DemoRunNodeRequest = {
    /**
     * Its name in the workflow; no other node has it.
     */
    key: WorkflowNodeKey;
    /**
     * The type of its job, `area:verb`. It decides the shape of `input`.
     */
    type: 'demo:run';
    /**
     * What to do, as far as it is known: members that come by `inputFrom` are left out. What is there is checked at once,
     * the whole when the outputs are in it.
     */
    input: DemoRunNodeInput;
    /**
     * Members of the input that are outputs of other nodes, by JSON Pointer:
     * `{"/steps": {"node": "count", "path": "/steps"}}`. The node waits for each node that it names. They are put in when
     * the last node that it waits for has ended; where an output has nothing at the path, because its node did not complete
     * or gave something else, `input` stays as it is. An input that then does not fit its type, or is larger than 256 KiB,
     * makes the job `failed`, code `input_invalid`.
     */
    inputFrom?: {
        [key: string]: WorkflowOutputSource;
    };
    /**
     * The keys of nodes that it waits for, at most 1,000. Left out: it waits for those in `inputFrom` only.
     */
    dependsOn?: Array<WorkflowNodeKey> | undefined;
    /**
     * What becomes of it when a node that it waits for does not complete. Left out: `fail`.
     */
    onParentFailure?: ParentFailureEffect | undefined;
};

/**
 * How the demonstration went.
 */
export type DemoRunOutput = {
    /**
     * The steps counted.
     */
    steps: number;
    /**
     * The attempt that came through, counted from 1.
     */
    attempt: number;
    /**
     * The input's `result`; null when there was none.
     */
    result: unknown;
};

/**
 * Tells errors of one cause from others: of their code, and of their message without ids and numbers.
 */
export type ErrorFingerprint = string;

/**
 * The exact part of a bounded count.
 */
export type ExactCount = number;

/**
 * Seconds until something expires, up to a year.
 */
export type ExpirySeconds = number;

/**
 * Id of a stored file.
 */
export type FileId = string;

export type FileUpload = {
    /**
     * The file. Its part needs a file name; its part's content type is kept.
     */
    file: Blob | File;
    /**
     * Seconds from now after which the file is deleted by itself, up to a year. Left out: it is kept.
     */
    expiresInSeconds?: ExpirySeconds | undefined;
};

/**
 * How an installation is.
 */
export type HealthStatus = 'ok' | 'degraded' | 'down';

/**
 * What an import can write.
 */
export type ImportCollection = 'accounts' | 'contacts';

/**
 * What a column fills: a field of the collection (`externalId`, `name`, `domain` of accounts; `externalId`, `email`,
 * `firstName`, `lastName`, `title` of contacts, and `accountExternalId` or `accountDomain`, which name the account they
 * belong to), `attributes.` and a name of up to 64 characters, or `ignore`, which leaves the column out.
 */
export type ImportField = string;

/**
 * The field by which a row finds the record it updates.
 */
export type ImportMatchField = 'externalId' | 'domain' | 'email';

/**
 * A job: one piece of work, from its creation to its end. `type` decides the shape of `input` and `output`.
 */
export type Job = ({
    type: 'data:import';
} & DataImportJob) | ({
    type: 'dead-letters:retry';
} & DeadLettersRetryJob) | ({
    type: 'demo:run';
} & DemoRunJob) | ({
    type: 'jobs:act';
} & JobsActJob) | ({
    type: 'batch';
} & BatchJob);

/**
 * What can be done to jobs by hand, many at once.
 */
export type JobAction = 'cancel' | 'retry' | 'resolve';

/**
 * Which jobs: the filters of `GET …/jobs`. Those of different names must all hold; values of one name are alternatives.
 * None at all means every job that the action can be taken on.
 */
export type JobActionFilter = {
    /**
     * Jobs that stand in one of these.
     */
    status?: Array<JobStatus> | undefined;
    /**
     * Jobs of one of these types.
     */
    type?: Array<JobTypeName> | undefined;
    /**
     * Jobs made at or after this time, for example `2026-03-14T00:00:00Z`.
     */
    createdAfter?: string | undefined;
    /**
     * Jobs made before this time, for example `2026-03-15T00:00:00Z`.
     */
    createdBefore?: string | undefined;
    /**
     * Jobs about things of this kind, for example `invoice`.
     */
    subjectType?: string | undefined;
    /**
     * Jobs about the thing with this id, for example `2026-0042`.
     */
    subjectId?: string | undefined;
    /**
     * The jobs of this batch. Left out: jobs of no batch, as in the list.
     */
    batchId?: JobId | undefined;
    /**
     * The jobs that this schedule made.
     */
    scheduleId?: ScheduleId | undefined;
    /**
     * `true`: jobs that failed for good and wait for somebody to look at them; `false`: all others.
     */
    deadLettered?: boolean | undefined;
    /**
     * Jobs that failed for good of this cause: the `fingerprint` of a group of dead letters.
     */
    fingerprint?: ErrorFingerprint | undefined;
    /**
     * Text to look for, as in the list, for example `invoice`: among jobs of one type made in the 7 days before. 400 without
     * exactly one `type`.
     */
    search?: string | undefined;
};

/**
 * How many jobs an action would be taken on, as they stand now.
 */
export type JobActionMatches = {
    /**
     * The jobs.
     */
    matched: number;
};

/**
 * What to do to which jobs.
 */
export type JobActionRequest = {
    /**
     * What to do.
     */
    action: JobAction;
    /**
     * To which jobs.
     */
    filter: JobActionFilter;
    /**
     * For `resolve`: what to write beside the dead letters, 1 to 2,000 characters.
     */
    note?: string | undefined;
    /**
     * Only count: nothing is done.
     */
    dryRun?: boolean | undefined;
};

/**
 * Who made a job. It comes from the credential, never from the body, so that it can be relied on when somebody asks
 * afterwards.
 */
export type JobCreator = {
    /**
     * What kind of thing it was.
     */
    kind: JobCreatorKind;
    /**
     * Its id; null for the system.
     */
    id: string | null;
};

/**
 * What kind of thing made a job.
 */
export type JobCreatorKind = 'user' | 'key' | 'schedule' | 'job' | 'system';

/**
 * Why an attempt failed.
 */
export type JobError = {
    /**
     * Stable, for programs. The engine's own: `timeout`, `worker_lost`, `lost`, `input_invalid`, `output_invalid`,
     * `parent_failed`; handlers have theirs, such as `import.file_missing`.
     */
    code: string;
    /**
     * For people; it may name what the organisation gave in. Never a stack trace.
     */
    message: string;
    /**
     * The attempt that failed, counted from 1.
     */
    attempt: number;
};

/**
 * What a job's own stream sends.
 */
export type JobEvent = ({
    type: 'job.updated';
} & JobUpdatedEvent) | ({
    type: 'job.progress';
} & JobProgressEvent) | ({
    type: 'job.log';
} & JobLogEvent) | ({
    type: 'batch.updated';
} & BatchUpdatedEvent);

/**
 * Id of a job. A batch is a job too, so its id has this form as well.
 */
export type JobId = string;

/**
 * The heavy members of a job, which lists leave out unless asked for.
 */
export type JobInclude = 'input' | 'output';

/**
 * How long jobs waited and ran: of the 10,000 that ended last in the period, without batches.
 */
export type JobLatency = {
    /**
     * From when it could have started to when it did, for jobs that ran once.
     */
    wait: JobPercentiles;
    /**
     * The last run, of jobs that completed or failed.
     */
    run: JobPercentiles;
};

/**
 * One line of a job's log. At most 8 KiB a line and 10,000 lines a run; what is beyond is cut, and said to be.
 */
export type JobLog = {
    /**
     * Rises with time within a job; unique over the installation.
     */
    id: number;
    /**
     * When it was written.
     */
    at: string;
    /**
     * The run that wrote it: see `GET …/runs`.
     */
    run: number;
    /**
     * How much it matters.
     */
    level: JobLogLevel;
    /**
     * A constant sentence; what varies is in `fields`.
     */
    message: string;
    /**
     * What varies, as JSON: `{"line": 17}`; null when nothing does.
     */
    fields: {
        [key: string]: unknown;
    } | null;
};

/**
 * A run wrote a log line. Sent in a job's own stream only, in the order of the lines' ids, none left out.
 */
export type JobLogEvent = {
    /**
     * Names the event.
     */
    type: 'job.log';
    /**
     * Stands for all that was sent up to and with this event: what `Last-Event-ID` brings back. In a job's own stream the
     * id of its last log line; in an organisation's a position, which only the last event of a set has.
     */
    id?: string | undefined;
    /**
     * The job.
     */
    jobId: JobId;
    /**
     * The line.
     */
    log: JobLog;
};

/**
 * How much a line matters.
 */
export type JobLogLevel = 'debug' | 'info' | 'warn' | 'error';

/**
 * A page of log lines, oldest first.
 */
export type JobLogPage = {
    /**
     * The page's items, at most `limit`.
     */
    data: Array<JobLog>;
    /**
     * Hand this back as `cursor` to read the next page; null when this page is the last one.
     */
    nextCursor: string | null;
};

/**
 * A page of jobs, newest first.
 */
export type JobPage = {
    /**
     * The page's items, at most `limit`.
     */
    data: Array<Job>;
    /**
     * Hand this back as `cursor` to read the next page; null when this page is the last one.
     */
    nextCursor: string | null;
};

/**
 * Seconds below which half, 95 % and 99 % of the jobs stayed; null where none were measured.
 */
export type JobPercentiles = {
    /**
     * Half of them.
     */
    p50: number | null;
    /**
     * 95 of 100.
     */
    p95: number | null;
    /**
     * 99 of 100.
     */
    p99: number | null;
};

/**
 * How urgent a job is beside the other jobs of its organisation. It never costs another organisation its turn.
 */
export type JobPriority = 'high' | 'normal' | 'low';

/**
 * How far a run has come, as its handler reports it.
 */
export type JobProgress = {
    /**
     * Per cent, never backwards within a run.
     */
    percent: number;
    /**
     * The handler's last word on it, for people; null when it has said none.
     */
    message: string | null;
};

/**
 * A run has come further. Sent instead of `job.updated` when nothing else has changed.
 */
export type JobProgressEvent = {
    /**
     * Names the event.
     */
    type: 'job.progress';
    /**
     * Stands for all that was sent up to and with this event: what `Last-Event-ID` brings back. In a job's own stream the
     * id of its last log line; in an organisation's a position, which only the last event of a set has.
     */
    id?: string | undefined;
    /**
     * The job.
     */
    jobId: JobId;
    /**
     * Its run; 0 of a batch, which runs nothing itself.
     */
    run: number;
    /**
     * How far it has come.
     */
    progress: JobProgress;
};

/**
 * One time that a worker took a job in hand.
 */
export type JobRun = {
    /**
     * Counts from 1, never used twice in a job.
     */
    run: number;
    /**
     * The attempt it was (part of), counted from 1.
     */
    attempt: number;
    /**
     * The worker that had it in hand.
     */
    workerId: string;
    /**
     * When it began.
     */
    startedAt: string;
    /**
     * When it ended; null while it goes on.
     */
    endedAt: string | null;
    /**
     * How it ended; null while it goes on.
     */
    outcome: JobRunOutcome | null;
    /**
     * Why it did not end well; null when it did, or has not ended.
     */
    error: JobError | null;
};

/**
 * How a run ended.
 */
export type JobRunOutcome = 'completed' | 'failed' | 'retrying' | 'cancelled' | 'handed_back' | 'snoozed' | 'lost' | 'released';

/**
 * A page of runs, newest first.
 */
export type JobRunPage = {
    /**
     * The page's items, at most `limit`.
     */
    data: Array<JobRun>;
    /**
     * Hand this back as `cursor` to read the next page; null when this page is the last one.
     */
    nextCursor: string | null;
};

/**
 * How an organisation's work goes.
 */
export type JobStats = {
    /**
     * How the organisation's jobs stand now, whatever the period.
     */
    byStatus: JobStatusCounts;
    /**
     * Jobs that failed for good within the last 24 hours.
     */
    failedLast24h: BoundedCount;
    /**
     * Up to 20 that took longer than `slowSeconds`, the longest first: of those that run, and the last 10,000 that ended.
     */
    slow: Array<SlowJob>;
    /**
     * The period in equal parts, the oldest first; their length follows from the period.
     */
    series: Array<JobStatsPoint>;
    /**
     * How long jobs waited and ran.
     */
    latency: JobLatency;
};

/**
 * What ended in a part of the period.
 */
export type JobStatsPoint = {
    /**
     * The part's begin.
     */
    from: string;
    /**
     * Its end, which belongs to the next part.
     */
    to: string;
    /**
     * Jobs that ended, however they did.
     */
    finished: BoundedCount;
    /**
     * Those of them that failed for good.
     */
    failed: BoundedCount;
};

/**
 * Where a job stands. A new job is `scheduled`, `blocked` or `pending`; a worker makes it `processing`; what comes of
 * the attempt decides between `retrying` and the three ends. An ended job changes no more, unless a failed one is
 * retried by hand.
 */
export type JobStatus = 'scheduled' | 'blocked' | 'pending' | 'processing' | 'retrying' | 'completed' | 'failed' | 'cancelled';

/**
 * How many jobs stand in each status now, children of batches among them.
 */
export type JobStatusCounts = {
    /**
     * Wait for their time.
     */
    scheduled: BoundedCount;
    /**
     * Wait for other jobs.
     */
    blocked: BoundedCount;
    /**
     * Wait for a worker.
     */
    pending: BoundedCount;
    /**
     * Are run.
     */
    processing: BoundedCount;
    /**
     * Wait for their next attempt.
     */
    retrying: BoundedCount;
    /**
     * Ended well.
     */
    completed: BoundedCount;
    /**
     * Failed for good.
     */
    failed: BoundedCount;
    /**
     * Were cancelled.
     */
    cancelled: BoundedCount;
};

/**
 * The thing of the caller's own that a job is about: an invoice, an order, a customer. Jobs can be listed by it
 * (`?subjectType=…&subjectId=…`). Rota does not look inside.
 */
export type JobSubject = {
    /**
     * The kind of thing, in the caller's words: `invoice`. 1 to 100 characters.
     */
    type: string;
    /**
     * Its id, in the caller's words: `2026-0042`. 1 to 255 characters.
     */
    id: string;
};

/**
 * A type of job.
 */
export type JobType = {
    /**
     * Its name, `area:verb`, for example `demo:run`.
     */
    type: string;
    /**
     * The group it is shown under, for example `Data`.
     */
    category: string;
    /**
     * What a job of this type does, for people.
     */
    description: string;
    /**
     * JSON Schema (2020-12) of a job's `input`, without references: what a form or a check can be made from.
     */
    inputSchema: {
        [key: string]: unknown;
    };
    /**
     * JSON Schema (2020-12) of a completed job's `output`, without references.
     */
    outputSchema: {
        [key: string]: unknown;
    };
    /**
     * What a job gets where the request says nothing.
     */
    defaults: JobTypeDefaults;
    /**
     * Whether the type is only kept for its old jobs: none can be made, and those that still wait are not run.
     */
    retired: boolean;
    /**
     * Whether the organisation's jobs of this type are kept from running.
     */
    paused: boolean;
};

/**
 * What a job of a type gets where the request says nothing. They are read when a job is made: changing them changes no
 * job that there is.
 */
export type JobTypeDefaults = {
    /**
     * How urgent.
     */
    priority: JobPriority;
    /**
     * The number of attempts after which a failure is final.
     */
    maxAttempts: number;
    /**
     * How long one attempt may take.
     */
    timeoutSeconds: number;
    /**
     * How long to wait between attempts.
     */
    retry: RetryPolicy;
};

/**
 * The name of a job type.
 */
export type JobTypeName = 'data:import' | 'dead-letters:retry' | 'demo:run' | 'jobs:act' | 'batch';

/**
 * All types, in the order of their names. `nextCursor` is always null: the catalogue is one page.
 */
export type JobTypePage = {
    /**
     * The page's items, at most `limit`.
     */
    data: Array<JobType>;
    /**
     * Hand this back as `cursor` to read the next page; null when this page is the last one.
     */
    nextCursor: string | null;
};

/**
 * A job was made or has changed: its whole state, without `input` and `output` (read the job for those). Sent first
 * in a job's own stream, and last when it ends.
 */
export type JobUpdatedEvent = {
    /**
     * Names the event.
     */
    type: 'job.updated';
    /**
     * Stands for all that was sent up to and with this event: what `Last-Event-ID` brings back. In a job's own stream the
     * id of its last log line; in an organisation's a position, which only the last event of a set has.
     */
    id?: string | undefined;
    /**
     * The job as it is now.
     */
    job: Job;
};

/**
 * What a job waits for.
 */
export type JobWaiting = {
    /**
     * The reason that binds: were it gone, the job would run or come to the next one.
     */
    reason: JobWaitingReason;
    /**
     * The same for people; the wording may change.
     */
    detail: string;
    /**
     * Its place in the line of all organisations, from 1; 0 when it does not stand in line.
     */
    position: BoundedCount;
    /**
     * When it should start, as far as can be told; null when it cannot.
     */
    estimatedStartAt: string | null;
};

/**
 * The one thing that keeps a job from running.
 */
export type JobWaitingReason = 'scheduled' | 'blocked' | 'line' | 'organisationCap' | 'typeCap' | 'paused' | 'backoff' | 'noWorker' | 'none';

/**
 * What to do, and to which jobs.
 */
export type JobsActInput = {
    /**
     * What to do.
     */
    action: JobAction;
    /**
     * To which jobs. Jobs made after this one are left alone, and so are jobs that act on jobs.
     */
    filter: JobActionFilter;
    /**
     * For `resolve`: what to write beside the dead letters, 1 to 2,000 characters.
     */
    note?: string | undefined;
};

/**
 * Cancels, retries or resolves every job that a filter matches, in sets of some hundreds. It is made by
 * `POST …/jobs/actions`; when its worker dies, the next one goes on where it was.
 */
export type JobsActJob = {
    /**
     * The type, `area:verb`. It decides the shape of `input` and `output`.
     */
    type: 'jobs:act';
    /**
     * Id.
     */
    id: JobId;
    /**
     * The organisation it belongs to.
     */
    orgId: OrganisationId;
    /**
     * Where it stands.
     */
    status: JobStatus;
    /**
     * Why a pending job is kept from running (its organisation or type is paused or at a cap); null when it is not.
     */
    parkedReason: string | null;
    /**
     * How urgent it is beside the organisation's other jobs.
     */
    priority: JobPriority;
    /**
     * Why it failed, or why its last attempt did; null when none has, and again once it has completed.
     */
    error: JobError | null;
    /**
     * How far the current or last run has come.
     */
    progress: JobProgress;
    /**
     * Attempts spent or in hand; 0 before the first. A worker that vanishes, hands the job back at shutdown or lets it
     * sleep spends none: those are runs (see `GET …/runs`) but no attempts.
     */
    attempt: number;
    /**
     * The number of attempts after which a failure is final. Rises by its first value each time the job is retried by
     * hand.
     */
    maxAttempts: number;
    /**
     * How long to wait between attempts.
     */
    retry: RetryPolicy;
    /**
     * How long one attempt may take, up to 23 h; one that takes longer is stopped and counts as failed, code `timeout`.
     */
    timeoutSeconds: number;
    /**
     * Not before this time; null for at once.
     */
    runAt: string | null;
    /**
     * When the next attempt is due, while `retrying`; otherwise null.
     */
    nextRetryAt: string | null;
    /**
     * Who made it.
     */
    createdBy: JobCreator;
    /**
     * The caller's own thing it is about; null when none was given.
     */
    subject: JobSubject | null;
    /**
     * At most one job that has not ended has this key, per organisation and type; null when none was given.
     */
    uniqueKey: string | null;
    /**
     * The batch it is an item of; null when of none.
     */
    batchId: JobId | null;
    /**
     * The workflow it is a node of; null when of none.
     */
    workflowId: WorkflowId | null;
    /**
     * The schedule that made it; null when none did.
     */
    scheduleId: ScheduleId | null;
    /**
     * The job it was replayed from; null for an original.
     */
    replayOf: JobId | null;
    /**
     * The worker that has or last had it in hand; null before the first run.
     */
    workerId: string | null;
    /**
     * When somebody asked for its end; null when nobody has.
     */
    cancelRequestedAt: string | null;
    /**
     * When it failed for good and was put aside for somebody to look at; null when it was not. It stays when the failure
     * is dealt with: `resolvedAt` says that.
     */
    deadLetteredAt: string | null;
    /**
     * Names the cause of which it failed for good: the group of dead letters that it is in, or was until it was dealt with.
     * Null of a job that has not failed.
     */
    errorFingerprint: ErrorFingerprint | null;
    /**
     * When somebody said that its failure is dealt with; null when nobody has.
     */
    resolvedAt: string | null;
    /**
     * What whoever said so wrote beside it; null when nothing.
     */
    resolvedNote: string | null;
    /**
     * When it was made.
     */
    createdAt: string;
    /**
     * When its first run began; null before.
     */
    startedAt: string | null;
    /**
     * When it ended; null before.
     */
    finishedAt: string | null;
    /**
     * What to do. Left out in lists and event streams unless asked for by `include`.
     */
    input?: JobsActInput | undefined;
    /**
     * What came of it; null until the job has completed. Left out in lists and event streams unless asked for.
     */
    output?: JobsActOutput | null | undefined;
};

/**
 * What is known of the input of a `jobs:act` node: see `JobsActInput`.
 */
export type JobsActNodeInput = {
    /**
     * What to do.
     */
    action?: JobAction | undefined;
    /**
     * To which jobs. Jobs made after this one are left alone, and so are jobs that act on jobs.
     */
    filter?: JobActionFilter | undefined;
    /**
     * For `resolve`: what to write beside the dead letters, 1 to 2,000 characters.
     */
    note?: string | undefined;
};

/**
 * A `jobs:act` node of a workflow that is to be made.
 */
export type JobsActNodeRequest = {
    /**
     * Its name in the workflow; no other node has it.
     */
    key: WorkflowNodeKey;
    /**
     * The type of its job, `area:verb`. It decides the shape of `input`.
     */
    type: 'jobs:act';
    /**
     * What to do, as far as it is known: members that come by `inputFrom` are left out. What is there is checked at once,
     * the whole when the outputs are in it.
     */
    input: JobsActNodeInput;
    /**
     * Members of the input that are outputs of other nodes, by JSON Pointer:
     * `{"/steps": {"node": "count", "path": "/steps"}}`. The node waits for each node that it names. They are put in when
     * the last node that it waits for has ended; where an output has nothing at the path, because its node did not complete
     * or gave something else, `input` stays as it is. An input that then does not fit its type, or is larger than 256 KiB,
     * makes the job `failed`, code `input_invalid`.
     */
    inputFrom?: {
        [key: string]: WorkflowOutputSource;
    };
    /**
     * The keys of nodes that it waits for, at most 1,000. Left out: it waits for those in `inputFrom` only.
     */
    dependsOn?: Array<WorkflowNodeKey> | undefined;
    /**
     * What becomes of it when a node that it waits for does not complete. Left out: `fail`.
     */
    onParentFailure?: ParentFailureEffect | undefined;
};

/**
 * What came of it.
 */
export type JobsActOutput = {
    /**
     * The jobs that matched when it began.
     */
    matched: number;
    /**
     * Those that it moved. Fewer than matched where jobs moved by themselves in the meantime or cannot be moved (a retry
     * whose `uniqueKey` another job has); after a worker's death the set that it had in hand may be left out of the count.
     */
    changed: number;
};

/**
 * One step of a JSON Patch (RFC 6902).
 */
export type JsonPatchOperation = {
    /**
     * What it does.
     */
    op: JsonPatchOperationKind;
    /**
     * Where: a JSON Pointer (RFC 6901) into the input, for example `/fileId`.
     */
    path: string;
    /**
     * Where from, for `move` and `copy`.
     */
    from?: string | undefined;
    /**
     * What, for `add`, `replace` and `test`.
     */
    value?: unknown | undefined;
};

/**
 * What one step of a patch does.
 */
export type JsonPatchOperationKind = 'add' | 'remove' | 'replace' | 'move' | 'copy' | 'test';

/**
 * What requests, jobs and files are held to. Each bound is inclusive.
 */
export type Limits = {
    /**
     * A JSON body, in bytes.
     */
    bodyBytes: number;
    /**
     * The JSON body of a request for many jobs, in bytes.
     */
    bulkBodyBytes: number;
    /**
     * The jobs of such a request.
     */
    bulkJobs: number;
    /**
     * A job's `input` as JSON, in bytes.
     */
    jobInputBytes: number;
    /**
     * A job's `output` as JSON, in bytes.
     */
    jobOutputBytes: number;
    /**
     * One line of a job's log, in bytes.
     */
    jobLogLineBytes: number;
    /**
     * The log of one run, in lines.
     */
    jobLogLinesPerRun: number;
    /**
     * How deep JSON may nest, in levels.
     */
    jsonDepth: number;
    /**
     * An uploaded file, in bytes.
     */
    fileBytes: number;
    /**
     * The highest `limit` of a list, in items.
     */
    pageItems: number;
    /**
     * The highest `waitSeconds` of a job's read.
     */
    waitSeconds: number;
};

/**
 * The process lives.
 */
export type Liveness = {
    /**
     * Always `ok`: a process that does not live does not answer.
     */
    status: 'ok';
};

/**
 * The installation.
 */
export type Meta = {
    /**
     * The version of Rota that answers.
     */
    version: string;
    /**
     * The release of the IANA time-zone data it reckons with, for example `2026a`.
     */
    timeZoneDataVersion: string;
    /**
     * What requests, jobs and files are held to.
     */
    limits: Limits;
};

/**
 * A tenant. Jobs, files, accounts, contacts and keys belong to exactly one; nothing of one can be seen from another.
 */
export type Organisation = {
    /**
     * Id.
     */
    id: OrganisationId;
    /**
     * Its name, for people. 1 to 200 characters.
     */
    name: string;
    /**
     * Its name in addresses, unique over the installation: lower-case letters, digits and single hyphens.
     */
    slug: string;
    /**
     * Whether all of its work is kept from starting, whatever its type. Types are paused by themselves, too.
     */
    paused: boolean;
    /**
     * When it was made.
     */
    createdAt: string;
};

/**
 * Id of an organisation: the first segment of nearly every path.
 */
export type OrganisationId = string;

/**
 * What the stream of all of an organisation's jobs sends.
 */
export type OrganisationJobEvent = ({
    type: 'job.updated';
} & JobUpdatedEvent) | ({
    type: 'job.progress';
} & JobProgressEvent) | ({
    type: 'batch.updated';
} & BatchUpdatedEvent) | ({
    type: 'stream.reset';
} & StreamResetEvent);

/**
 * A page of organisations, newest first.
 */
export type OrganisationPage = {
    /**
     * The page's items, at most `limit`.
     */
    data: Array<Organisation>;
    /**
     * Hand this back as `cursor` to read the next page; null when this page is the last one.
     */
    nextCursor: string | null;
};

export type ParentFailureEffect = 'fail' | 'skip' | 'continue';

/**
 * An error, as RFC 9457 describes it.
 */
export type Problem = {
    /**
     * A URI that names the kind of error; ends in `code`.
     */
    type: string;
    /**
     * The kind of error in a few words; the same for every occurrence of a `code`.
     */
    title: string;
    /**
     * The HTTP status, repeated for those who see only the body.
     */
    status: number;
    /**
     * What happened this time, for people. Never holds internals: those are in the log, under `requestId`.
     */
    detail: string;
    /**
     * The path that was asked for.
     */
    instance: string;
    /**
     * Stable, dotted, for programs: `request.invalid`, `job.not_found`. Clients branch on it and on nothing else; new
     * ones may come, so that a client needs a case for those it does not know, by `status`.
     */
    code: string;
    /**
     * The id under which the server's log has this request; the same as the `X-Request-Id` header.
     */
    requestId: string;
    /**
     * Every violation found, or the first 100 of them, when the request is at fault; otherwise left out.
     */
    errors?: Array<Violation> | undefined;
};

/**
 * Whether the process can do its work.
 */
export type Readiness = {
    /**
     * Whether every check is `ok`.
     */
    ready: boolean;
    /**
     * The checks by name, for example `database`.
     */
    checks: {
        [key: string]: ReadinessCheck;
    };
};

/**
 * One thing that readiness depends on.
 */
export type ReadinessCheck = 'ok' | 'failed';

/**
 * What to do differently when a job is done again.
 */
export type ReplayJobRequest = {
    /**
     * In place of the old job's input; it has to fit the type. Left out: the same.
     */
    input?: unknown | undefined;
};

/**
 * What to write beside a dead letter that is dealt with.
 */
export type ResolveJobRequest = {
    /**
     * For those who look at it later, 1 to 2,000 characters.
     */
    note?: string | undefined;
};

/**
 * One wait of a `list` policy, in seconds, up to a week.
 */
export type RetryDelaySeconds = number;

/**
 * The wait between attempts, as a job has it.
 */
export type RetryPolicy = {
    /**
     * How the wait grows.
     */
    strategy: RetryStrategy;
    /**
     * The first wait, for every strategy but `list`. 0 tries again at once; up to a day.
     */
    baseSeconds: number;
    /**
     * The longest wait, whatever the strategy: a longer one, also of a `list`, is cut to it. Up to a week.
     */
    maxSeconds: number;
    /**
     * The waits of `list`, in order; the last one repeats. Empty for the other strategies. At most 100.
     */
    delaysSeconds: Array<RetryDelaySeconds>;
    /**
     * The share of the wait that is left to chance: 0.2 makes 10 s anything from 8 to 12. It keeps jobs that failed
     * together from coming back together.
     */
    jitter: number;
};

/**
 * The wait between attempts, as a request may ask for it. Everything has a default.
 */
export type RetryPolicyRequest = {
    /**
     * How the wait grows.
     */
    strategy?: RetryStrategy | undefined;
    /**
     * The first wait, for every strategy but `list`. 0 tries again at once; up to a day.
     */
    baseSeconds?: number | undefined;
    /**
     * The longest wait, whatever the strategy: a longer one, also of a `list`, is cut to it. Up to a week.
     */
    maxSeconds?: number | undefined;
    /**
     * The waits of `list`, in order; the last one repeats. `list` needs at least one, the others take none.
     */
    delaysSeconds?: Array<RetryDelaySeconds> | undefined;
    /**
     * The share of the wait that is left to chance: 0.2 makes 10 s anything from 8 to 12. It keeps jobs that failed
     * together from coming back together.
     */
    jitter?: number | undefined;
};

/**
 * How the wait grows from attempt to attempt; n counts failed attempts from 1.
 */
export type RetryStrategy = 'exponential' | 'linear' | 'fixed' | 'list';

/**
 * Id of a schedule: the rule that made a job.
 */
export type ScheduleId = string;

/**
 * A job that took long, or takes long now.
 */
export type SlowJob = {
    /**
     * The job.
     */
    id: JobId;
    /**
     * Its type.
     */
    type: string;
    /**
     * When its last run began.
     */
    startedAt: string;
    /**
     * When it ended; null while it runs.
     */
    finishedAt: string | null;
    /**
     * How long that run took, or has taken until now.
     */
    seconds: number;
};

/**
 * A file that Rota keeps for an organisation. Its content never changes.
 */
export type StoredFile = {
    /**
     * Id.
     */
    id: FileId;
    /**
     * The name it was uploaded under, without folders.
     */
    name: string;
    /**
     * The media type it was uploaded with, for example `text/csv`; `application/octet-stream` when none was given. It is
     * the uploader's word and not checked, which is why downloads do not repeat it.
     */
    contentType: string;
    /**
     * Its size in bytes.
     */
    sizeBytes: number;
    /**
     * SHA-256 of its content, lower-case hexadecimal.
     */
    sha256: string;
    /**
     * When it is deleted by itself, up to an hour late; null when it is kept until somebody deletes it. It cannot be read
     * any more from this time on.
     */
    expiresAt: string | null;
    /**
     * When it was uploaded or written.
     */
    createdAt: string;
};

/**
 * A page of files, newest first.
 */
export type StoredFilePage = {
    /**
     * The page's items, at most `limit`.
     */
    data: Array<StoredFile>;
    /**
     * Hand this back as `cursor` to read the next page; null when this page is the last one.
     */
    nextCursor: string | null;
};

/**
 * The first event for a client that came back too late, or with an id that is not known here: what changed in between is
 * not repeated. Read the list again; what follows is told from now on.
 */
export type StreamResetEvent = {
    /**
     * Names the event.
     */
    type: 'stream.reset';
    /**
     * Where the stream begins.
     */
    id: string;
};

/**
 * Which installation answers, and from where.
 */
export type SystemEnvironment = {
    /**
     * Its name (`ROTA_ENVIRONMENT`).
     */
    name: string;
    /**
     * Where the process that answers runs (`ROTA_REGION`); null: not said.
     */
    region: string | null;
};

/**
 * The state of an installation.
 */
export type SystemHealth = {
    /**
     * How it is.
     */
    status: HealthStatus;
    /**
     * Whether any worker lives.
     */
    workerAlive: boolean;
    /**
     * The living workers, the last started first, up to 100.
     */
    workerIds: Array<string>;
    /**
     * When that was so.
     */
    timestamp: string;
    /**
     * Which installation this is.
     */
    environment: SystemEnvironment;
};

/**
 * A run of a job as operators see it.
 */
export type SystemJobRun = {
    /**
     * Counts from 1, never used twice in a job.
     */
    run: number;
    /**
     * The attempt it was (part of), counted from 1.
     */
    attempt: number;
    /**
     * The worker that had it in hand.
     */
    workerId: string;
    /**
     * When it began.
     */
    startedAt: string;
    /**
     * When it ended; null while it goes on.
     */
    endedAt: string | null;
    /**
     * How it ended; null while it goes on.
     */
    outcome: JobRunOutcome | null;
    /**
     * Why it did not end well; null when it did, or has not ended.
     */
    error: JobError | null;
    /**
     * Where in the program the error was thrown; null when there was none. Organisations do not see it.
     */
    stack: string | null;
};

/**
 * A page of runs, newest first.
 */
export type SystemJobRunPage = {
    /**
     * The page's items, at most `limit`.
     */
    data: Array<SystemJobRun>;
    /**
     * Hand this back as `cursor` to read the next page; null when this page is the last one.
     */
    nextCursor: string | null;
};

/**
 * A queue of user jobs.
 */
export type SystemQueue = {
    /**
     * Its name. `type/…` is one of jobs that the workers which were given them could not run.
     */
    name: string;
    /**
     * The types whose jobs it has.
     */
    types: Array<string>;
    /**
     * Jobs that could be run now and wait for a worker.
     */
    waiting: BoundedCount;
    /**
     * When the one that has waited longest began to; null when none waits. Of more than 10,000 the first 10,000 of the line
     * are looked at.
     */
    oldestWaitingAt: string | null;
    /**
     * Jobs that workers have in hand.
     */
    inHand: number;
    /**
     * Jobs of it that the living workers can run at once.
     */
    capacity: number;
    /**
     * Most jobs of it that one worker runs at once; null: as many as it runs at all.
     */
    concurrency: number | null;
    /**
     * Most jobs of it that run at once, over all workers; null: no cap.
     */
    hardCap: number | null;
    /**
     * The living workers that serve it, by their ids, up to 100.
     */
    servedBy: Array<string>;
};

/**
 * A page of queues, by name.
 */
export type SystemQueuePage = {
    /**
     * The page's items, at most `limit`.
     */
    data: Array<SystemQueue>;
    /**
     * Hand this back as `cursor` to read the next page; null when this page is the last one.
     */
    nextCursor: string | null;
};

/**
 * A run of a system job.
 */
export type SystemRun = {
    /**
     * When it began.
     */
    startedAt: string;
    /**
     * When it ended; null while it goes on, and when its worker died.
     */
    endedAt: string | null;
    /**
     * How it ended; null when it has not.
     */
    outcome: SystemRunOutcome | null;
    /**
     * Why it failed; null when it did not.
     */
    error: string | null;
    /**
     * The worker that had it in hand.
     */
    workerId: string;
};

/**
 * How a run of a system job ended.
 */
export type SystemRunOutcome = 'completed' | 'failed';

/**
 * A job that the installation runs for itself, by the clock.
 */
export type SystemSchedule = {
    /**
     * The type of the system job.
     */
    name: string;
    /**
     * When it is due: five fields of cron, in UTC.
     */
    cron: string;
    /**
     * What it does.
     */
    description: string;
    /**
     * Its last run; null before the first.
     */
    lastRun: SystemRun | null;
};

/**
 * A page of system schedules, by name.
 */
export type SystemSchedulePage = {
    /**
     * The page's items, at most `limit`.
     */
    data: Array<SystemSchedule>;
    /**
     * Hand this back as `cursor` to read the next page; null when this page is the last one.
     */
    nextCursor: string | null;
};

/**
 * A process that runs jobs.
 */
export type SystemWorker = {
    /**
     * The name that jobs, runs and logs have for it (`workerId`).
     */
    id: string;
    /**
     * The machine it runs on.
     */
    host: string;
    /**
     * Where that is; null: not said.
     */
    region: string | null;
    /**
     * The process's number on its machine.
     */
    pid: number;
    /**
     * The version of the program.
     */
    version: string;
    /**
     * What the process is: `api`, `worker`, or both.
     */
    roles: Array<string>;
    /**
     * The queues it serves; null: all.
     */
    queues: Array<string> | null;
    /**
     * Jobs that it runs at once.
     */
    slots: number;
    /**
     * Jobs it had in hand when it was last heard of.
     */
    slotsInUse: number;
    /**
     * Heard of within the last 15 s. One that is not has died or is cut off; it leaves the list after an hour.
     */
    alive: boolean;
    /**
     * When it started.
     */
    startedAt: string;
    /**
     * When it was last heard of.
     */
    lastSeenAt: string;
};

/**
 * A page of workers, the last started first.
 */
export type SystemWorkerPage = {
    /**
     * The page's items, at most `limit`.
     */
    data: Array<SystemWorker>;
    /**
     * Hand this back as `cursor` to read the next page; null when this page is the last one.
     */
    nextCursor: string | null;
};

/**
 * One thing that is wrong with a request.
 */
export type Violation = {
    /**
     * Where it is.
     */
    in: ViolationLocation;
    /**
     * JSON pointer (RFC 6901) into that part: `/input/fileId` in a body, `/limit` in a query; empty when the part as a
     * whole is wrong.
     */
    pointer: string;
    /**
     * What is wrong, for people; the wording may change.
     */
    message: string;
};

/**
 * The part of a request in which a violation was found.
 */
export type ViolationLocation = 'path' | 'query' | 'header' | 'body';

/**
 * What a bounded run of a worker came to.
 */
export type WorkerRun = {
    /**
     * Runs of jobs that it took in hand.
     */
    claimed: number;
    /**
     * Those of them that completed their job.
     */
    completed: number;
    /**
     * Those that failed for good.
     */
    failed: number;
    /**
     * Those after which another attempt follows. What was cancelled, snoozed or handed back is in none of the three.
     */
    retrying: number;
    /**
     * Jobs that could be run now and were not, counted up to 10,000: call again.
     */
    left: number;
    /**
     * How long it took.
     */
    seconds: number;
};

/**
 * A graph of jobs.
 */
export type Workflow = {
    /**
     * Id.
     */
    id: WorkflowId;
    /**
     * The organisation it belongs to.
     */
    orgId: OrganisationId;
    /**
     * Where it stands.
     */
    status: WorkflowStatus;
    /**
     * Its nodes, in the order in which they were given. A job that was pruned is left out.
     */
    nodes: Array<WorkflowNode>;
    /**
     * Who made it.
     */
    createdBy: JobCreator;
    /**
     * When it was made.
     */
    createdAt: string;
    /**
     * When the last of its jobs ended; null before.
     */
    finishedAt: string | null;
};

/**
 * Id of a workflow: the graph a job is a node of.
 */
export type WorkflowId = string;

/**
 * A node of a workflow with its job.
 */
export type WorkflowNode = {
    /**
     * Its name in the workflow.
     */
    key: WorkflowNodeKey;
    /**
     * The keys of all nodes that it waits for, with those of `inputFrom`.
     */
    dependsOn: Array<WorkflowNodeKey>;
    /**
     * Which members of its input are outputs of other nodes, by JSON Pointer; null when none is.
     */
    inputFrom: {
        [key: string]: WorkflowOutputSource;
    } | null;
    /**
     * What becomes of it when a node that it waits for does not complete.
     */
    onParentFailure: ParentFailureEffect;
    /**
     * Its job, without `input` and `output`; read it by its id for those.
     */
    job: Job;
};

/**
 * The name of a node in its workflow.
 */
export type WorkflowNodeKey = string;

/**
 * A node of a workflow that is to be made. `type` decides the shape of `input`.
 */
export type WorkflowNodeRequest = ({
    type: 'data:import';
} & DataImportNodeRequest) | ({
    type: 'dead-letters:retry';
} & DeadLettersRetryNodeRequest) | ({
    type: 'demo:run';
} & DemoRunNodeRequest) | ({
    type: 'jobs:act';
} & JobsActNodeRequest);

/**
 * A place in the output of another node.
 */
export type WorkflowOutputSource = {
    /**
     * The key of that node.
     */
    node: WorkflowNodeKey;
    /**
     * A JSON Pointer (RFC 6901) into its output, for example `/rows/0/id`. Left out: the whole output.
     */
    path?: string | undefined;
};

/**
 * Where a workflow stands, as its jobs do.
 */
export type WorkflowStatus = 'processing' | 'completed' | 'failed' | 'cancelled';

/**
 * The batch.
 */
export type BatchPathBatchId = JobId;

/**
 * The group.
 */
export type DeadLetterGroupPathFingerprint = ErrorFingerprint;

/**
 * The file.
 */
export type FilePathFileId = FileId;

/**
 * Any text of the caller's own, such as a UUID: 1 to 255 visible ASCII characters. A request with a key that the same
 * credential has used for this operation in the last 24 hours does nothing and gets the first one's answer, with
 * `Idempotent-Replayed: true`. Sent while the first is under way, it waits for that answer. Only successes are kept:
 * after a failure the key is as new. With another body it is refused, `idempotency.reused`.
 */
export type Idempotent = string;

/**
 * The organisation. One that the credential may not enter is answered like one that does not exist.
 */
export type InOrganisation = OrganisationId;

/**
 * The jobs of this batch, which no other list has, for example `?batchId=job_…`.
 */
export type JobFilterBatchId = JobId;

/**
 * Jobs made at or after this time, for example `?createdAfter=2026-03-14T00:00:00Z`.
 */
export type JobFilterCreatedAfter = string;

/**
 * Jobs made before this time, for example `?createdBefore=2026-03-15T00:00:00Z`.
 */
export type JobFilterCreatedBefore = string;

/**
 * `true`: jobs that failed for good and wait for somebody to look at them; `false`: all others.
 */
export type JobFilterDeadLettered = boolean;

/**
 * Jobs that failed for good of this cause: the `fingerprint` of a group of dead letters.
 */
export type JobFilterFingerprint = ErrorFingerprint;

/**
 * The jobs that this schedule made, for example `?scheduleId=sch_…`.
 */
export type JobFilterScheduleId = ScheduleId;

/**
 * Jobs that stand in one of these, for example `?status=failed&status=retrying`.
 */
export type JobFilterStatus = Array<JobStatus>;

/**
 * Jobs about the thing with this id, for example `?subjectType=invoice&subjectId=2026-0042`.
 */
export type JobFilterSubjectId = string;

/**
 * Jobs about things of this kind, for example `?subjectType=invoice`.
 */
export type JobFilterSubjectType = string;

/**
 * Jobs of one of these types, for example `?type=data:import`.
 */
export type JobFilterType = Array<JobTypeName>;

/**
 * The job.
 */
export type JobPathJobId = JobId;

/**
 * The name of the type, for example `demo:run`.
 */
export type JobTypePathJobType = string;

/**
 * Where the page begins: the `nextCursor` of the page before. Opaque; it belongs to the filters it came with, and one
 * that was tampered with is refused. Left out: the first page.
 */
export type PageQueryCursor = string;

/**
 * How many items a page holds at most, for example `?limit=20`.
 */
export type PageQueryLimit = number;

/**
 * The jobs of this batch, which no other list has, for example `?batchId=job_…`.
 */
export type SystemJobFilterBatchId = JobId;

/**
 * Jobs made at or after this time, for example `?createdAfter=2026-03-14T00:00:00Z`.
 */
export type SystemJobFilterCreatedAfter = string;

/**
 * Jobs made before this time, for example `?createdBefore=2026-03-15T00:00:00Z`.
 */
export type SystemJobFilterCreatedBefore = string;

/**
 * `true`: jobs that failed for good and wait for somebody to look at them; `false`: all others.
 */
export type SystemJobFilterDeadLettered = boolean;

/**
 * Jobs of one organisation, for example `?orgId=org_…`.
 */
export type SystemJobFilterOrgId = OrganisationId;

/**
 * Jobs that stand in one of these, for example `?status=failed&status=retrying`.
 */
export type SystemJobFilterStatus = Array<JobStatus>;

/**
 * Jobs of one of these types, for example `?type=data:import`.
 */
export type SystemJobFilterType = Array<JobTypeName>;

/**
 * The jobs that this worker has in hand, for example `?workerId=worker-7f3a`.
 */
export type SystemJobFilterWorkerId = string;

/**
 * Seconds until the answer at the latest, for example `?seconds=50`.
 */
export type WorkerRunQuery = number;

/**
 * The workflow.
 */
export type WorkflowPathWorkflowId = WorkflowId;

export type GetLivezData = {
    body?: never;
    path?: never;
    query?: never;
    url: '/livez';
};

export type GetLivezResponses = {
    /**
     * The request has succeeded.
     */
    200: Liveness;
};

export type GetLivezResponse = GetLivezResponses[keyof GetLivezResponses];

export type GetReadyzData = {
    body?: never;
    path?: never;
    query?: never;
    url: '/readyz';
};

export type GetReadyzErrors = {
    /**
     * The process cannot do its work now; `checks` says why.
     */
    503: Readiness;
};

export type GetReadyzError = GetReadyzErrors[keyof GetReadyzErrors];

export type GetReadyzResponses = {
    /**
     * The process can do its work.
     */
    200: Readiness;
};

export type GetReadyzResponse = GetReadyzResponses[keyof GetReadyzResponses];

export type GetMetaData = {
    body?: never;
    path?: never;
    query?: never;
    url: '/v1/meta';
};

export type GetMetaResponses = {
    /**
     * The request has succeeded.
     */
    200: Meta;
};

export type GetMetaResponse = GetMetaResponses[keyof GetMetaResponses];

export type ListOrganisationsData = {
    body?: never;
    path?: never;
    query?: {
        /**
         * How many items a page holds at most, for example `?limit=20`.
         */
        limit?: number | undefined;
        /**
         * Where the page begins: the `nextCursor` of the page before. Opaque; it belongs to the filters it came with, and one
         * that was tampered with is refused. Left out: the first page.
         */
        cursor?: string | undefined;
    };
    url: '/v1/orgs';
};

export type ListOrganisationsErrors = {
    /**
     * The request is malformed or fails validation; `errors` lists every violation, or the first 100 of them.
     */
    400: Problem;
    /**
     * No credential, or one that is not valid (any more).
     */
    401: Problem;
};

export type ListOrganisationsError = ListOrganisationsErrors[keyof ListOrganisationsErrors];

export type ListOrganisationsResponses = {
    /**
     * The request has succeeded.
     */
    200: OrganisationPage;
};

export type ListOrganisationsResponse = ListOrganisationsResponses[keyof ListOrganisationsResponses];

export type GetOrganisationData = {
    body?: never;
    path: {
        /**
         * The organisation. One that the credential may not enter is answered like one that does not exist.
         */
        orgId: OrganisationId;
    };
    query?: never;
    url: '/v1/orgs/{orgId}';
};

export type GetOrganisationErrors = {
    /**
     * The request is malformed or fails validation; `errors` lists every violation, or the first 100 of them.
     */
    400: Problem;
    /**
     * No credential, or one that is not valid (any more).
     */
    401: Problem;
    /**
     * There is no such thing, or it belongs to another organisation: the answer is the same.
     */
    404: Problem;
};

export type GetOrganisationError = GetOrganisationErrors[keyof GetOrganisationErrors];

export type GetOrganisationResponses = {
    /**
     * The request has succeeded.
     */
    200: Organisation;
};

export type GetOrganisationResponse = GetOrganisationResponses[keyof GetOrganisationResponses];

export type ListAccountsData = {
    body?: never;
    path: {
        /**
         * The organisation. One that the credential may not enter is answered like one that does not exist.
         */
        orgId: OrganisationId;
    };
    query?: {
        /**
         * Text that the name, domain or external id holds, whatever the case.
         */
        search?: string | undefined;
        /**
         * How many items a page holds at most, for example `?limit=20`.
         */
        limit?: number | undefined;
        /**
         * Where the page begins: the `nextCursor` of the page before. Opaque; it belongs to the filters it came with, and one
         * that was tampered with is refused. Left out: the first page.
         */
        cursor?: string | undefined;
    };
    url: '/v1/orgs/{orgId}/accounts';
};

export type ListAccountsErrors = {
    /**
     * The request is malformed or fails validation; `errors` lists every violation, or the first 100 of them.
     */
    400: Problem;
    /**
     * No credential, or one that is not valid (any more).
     */
    401: Problem;
    /**
     * There is no such thing, or it belongs to another organisation: the answer is the same.
     */
    404: Problem;
};

export type ListAccountsError = ListAccountsErrors[keyof ListAccountsErrors];

export type ListAccountsResponses = {
    /**
     * The request has succeeded.
     */
    200: AccountPage;
};

export type ListAccountsResponse = ListAccountsResponses[keyof ListAccountsResponses];

export type GetAccountData = {
    body?: never;
    path: {
        /**
         * The organisation. One that the credential may not enter is answered like one that does not exist.
         */
        orgId: OrganisationId;
        /**
         * The account.
         */
        accountId: AccountId;
    };
    query?: never;
    url: '/v1/orgs/{orgId}/accounts/{accountId}';
};

export type GetAccountErrors = {
    /**
     * The request is malformed or fails validation; `errors` lists every violation, or the first 100 of them.
     */
    400: Problem;
    /**
     * No credential, or one that is not valid (any more).
     */
    401: Problem;
    /**
     * There is no such thing, or it belongs to another organisation: the answer is the same.
     */
    404: Problem;
};

export type GetAccountError = GetAccountErrors[keyof GetAccountErrors];

export type GetAccountResponses = {
    /**
     * The request has succeeded.
     */
    200: Account;
};

export type GetAccountResponse = GetAccountResponses[keyof GetAccountResponses];

export type CreateBatchData = {
    body: CreateBatchRequest;
    headers?: {
        /**
         * Any text of the caller's own, such as a UUID: 1 to 255 visible ASCII characters. A request with a key that the same
         * credential has used for this operation in the last 24 hours does nothing and gets the first one's answer, with
         * `Idempotent-Replayed: true`. Sent while the first is under way, it waits for that answer. Only successes are kept:
         * after a failure the key is as new. With another body it is refused, `idempotency.reused`.
         */
        'Idempotency-Key'?: string | undefined;
    };
    path: {
        /**
         * The organisation. One that the credential may not enter is answered like one that does not exist.
         */
        orgId: OrganisationId;
    };
    query?: never;
    url: '/v1/orgs/{orgId}/batches';
};

export type CreateBatchErrors = {
    /**
     * The request is malformed or fails validation; `errors` lists every violation, or the first 100 of them.
     */
    400: Problem;
    /**
     * No credential, or one that is not valid (any more).
     */
    401: Problem;
    /**
     * The credential is good but may not do this.
     */
    403: Problem;
    /**
     * There is no such thing, or it belongs to another organisation: the answer is the same.
     */
    404: Problem;
    /**
     * The thing's state does not allow this.
     */
    409: Problem;
    /**
     * The body is larger than the limit (see `GET /v1/meta`).
     */
    413: Problem;
    /**
     * The body's content type is not the one asked for.
     */
    415: Problem;
    /**
     * The `Idempotency-Key` stands for a request with another path, query or body.
     */
    422: Problem;
    /**
     * Too many requests; try again after `Retry-After` seconds.
     */
    429: Problem;
};

export type CreateBatchError = CreateBatchErrors[keyof CreateBatchErrors];

export type CreateBatchResponses = {
    /**
     * The batch was made.
     */
    201: Batch;
};

export type CreateBatchResponse = CreateBatchResponses[keyof CreateBatchResponses];

export type GetBatchData = {
    body?: never;
    path: {
        /**
         * The organisation. One that the credential may not enter is answered like one that does not exist.
         */
        orgId: OrganisationId;
        /**
         * The batch.
         */
        batchId: JobId;
    };
    query?: never;
    url: '/v1/orgs/{orgId}/batches/{batchId}';
};

export type GetBatchErrors = {
    /**
     * The request is malformed or fails validation; `errors` lists every violation, or the first 100 of them.
     */
    400: Problem;
    /**
     * No credential, or one that is not valid (any more).
     */
    401: Problem;
    /**
     * There is no such thing, or it belongs to another organisation: the answer is the same.
     */
    404: Problem;
};

export type GetBatchError = GetBatchErrors[keyof GetBatchErrors];

export type GetBatchResponses = {
    /**
     * The request has succeeded.
     */
    200: Batch;
};

export type GetBatchResponse = GetBatchResponses[keyof GetBatchResponses];

export type CancelBatchData = {
    body?: never;
    path: {
        /**
         * The organisation. One that the credential may not enter is answered like one that does not exist.
         */
        orgId: OrganisationId;
        /**
         * The batch.
         */
        batchId: JobId;
    };
    query?: never;
    url: '/v1/orgs/{orgId}/batches/{batchId}/cancel';
};

export type CancelBatchErrors = {
    /**
     * The request is malformed or fails validation; `errors` lists every violation, or the first 100 of them.
     */
    400: Problem;
    /**
     * No credential, or one that is not valid (any more).
     */
    401: Problem;
    /**
     * The credential is good but may not do this.
     */
    403: Problem;
    /**
     * There is no such thing, or it belongs to another organisation: the answer is the same.
     */
    404: Problem;
    /**
     * The thing's state does not allow this.
     */
    409: Problem;
};

export type CancelBatchError = CancelBatchErrors[keyof CancelBatchErrors];

export type CancelBatchResponses = {
    /**
     * The request has succeeded.
     */
    200: Batch;
};

export type CancelBatchResponse = CancelBatchResponses[keyof CancelBatchResponses];

export type RetryFailedOfBatchData = {
    body?: never;
    path: {
        /**
         * The organisation. One that the credential may not enter is answered like one that does not exist.
         */
        orgId: OrganisationId;
        /**
         * The batch.
         */
        batchId: JobId;
    };
    query?: never;
    url: '/v1/orgs/{orgId}/batches/{batchId}/retry-failed';
};

export type RetryFailedOfBatchErrors = {
    /**
     * The request is malformed or fails validation; `errors` lists every violation, or the first 100 of them.
     */
    400: Problem;
    /**
     * No credential, or one that is not valid (any more).
     */
    401: Problem;
    /**
     * The credential is good but may not do this.
     */
    403: Problem;
    /**
     * There is no such thing, or it belongs to another organisation: the answer is the same.
     */
    404: Problem;
    /**
     * The thing's state does not allow this.
     */
    409: Problem;
};

export type RetryFailedOfBatchError = RetryFailedOfBatchErrors[keyof RetryFailedOfBatchErrors];

export type RetryFailedOfBatchResponses = {
    /**
     * The request has succeeded.
     */
    200: Batch;
};

export type RetryFailedOfBatchResponse = RetryFailedOfBatchResponses[keyof RetryFailedOfBatchResponses];

export type ListContactsData = {
    body?: never;
    path: {
        /**
         * The organisation. One that the credential may not enter is answered like one that does not exist.
         */
        orgId: OrganisationId;
    };
    query?: {
        /**
         * Text that the name, e-mail address or external id holds, whatever the case.
         */
        search?: string | undefined;
        /**
         * How many items a page holds at most, for example `?limit=20`.
         */
        limit?: number | undefined;
        /**
         * Where the page begins: the `nextCursor` of the page before. Opaque; it belongs to the filters it came with, and one
         * that was tampered with is refused. Left out: the first page.
         */
        cursor?: string | undefined;
    };
    url: '/v1/orgs/{orgId}/contacts';
};

export type ListContactsErrors = {
    /**
     * The request is malformed or fails validation; `errors` lists every violation, or the first 100 of them.
     */
    400: Problem;
    /**
     * No credential, or one that is not valid (any more).
     */
    401: Problem;
    /**
     * There is no such thing, or it belongs to another organisation: the answer is the same.
     */
    404: Problem;
};

export type ListContactsError = ListContactsErrors[keyof ListContactsErrors];

export type ListContactsResponses = {
    /**
     * The request has succeeded.
     */
    200: ContactPage;
};

export type ListContactsResponse = ListContactsResponses[keyof ListContactsResponses];

export type GetContactData = {
    body?: never;
    path: {
        /**
         * The organisation. One that the credential may not enter is answered like one that does not exist.
         */
        orgId: OrganisationId;
        /**
         * The contact.
         */
        contactId: ContactId;
    };
    query?: never;
    url: '/v1/orgs/{orgId}/contacts/{contactId}';
};

export type GetContactErrors = {
    /**
     * The request is malformed or fails validation; `errors` lists every violation, or the first 100 of them.
     */
    400: Problem;
    /**
     * No credential, or one that is not valid (any more).
     */
    401: Problem;
    /**
     * There is no such thing, or it belongs to another organisation: the answer is the same.
     */
    404: Problem;
};

export type GetContactError = GetContactErrors[keyof GetContactErrors];

export type GetContactResponses = {
    /**
     * The request has succeeded.
     */
    200: Contact;
};

export type GetContactResponse = GetContactResponses[keyof GetContactResponses];

export type ListDeadLetterGroupsData = {
    body?: never;
    path: {
        /**
         * The organisation. One that the credential may not enter is answered like one that does not exist.
         */
        orgId: OrganisationId;
    };
    query?: never;
    url: '/v1/orgs/{orgId}/dead-letters/groups';
};

export type ListDeadLetterGroupsErrors = {
    /**
     * The request is malformed or fails validation; `errors` lists every violation, or the first 100 of them.
     */
    400: Problem;
    /**
     * No credential, or one that is not valid (any more).
     */
    401: Problem;
    /**
     * There is no such thing, or it belongs to another organisation: the answer is the same.
     */
    404: Problem;
};

export type ListDeadLetterGroupsError = ListDeadLetterGroupsErrors[keyof ListDeadLetterGroupsErrors];

export type ListDeadLetterGroupsResponses = {
    /**
     * The request has succeeded.
     */
    200: DeadLetterGroupPage;
};

export type ListDeadLetterGroupsResponse = ListDeadLetterGroupsResponses[keyof ListDeadLetterGroupsResponses];

export type ResolveDeadLetterGroupData = {
    body: DeadLetterResolveRequest;
    headers?: {
        /**
         * Any text of the caller's own, such as a UUID: 1 to 255 visible ASCII characters. A request with a key that the same
         * credential has used for this operation in the last 24 hours does nothing and gets the first one's answer, with
         * `Idempotent-Replayed: true`. Sent while the first is under way, it waits for that answer. Only successes are kept:
         * after a failure the key is as new. With another body it is refused, `idempotency.reused`.
         */
        'Idempotency-Key'?: string | undefined;
    };
    path: {
        /**
         * The organisation. One that the credential may not enter is answered like one that does not exist.
         */
        orgId: OrganisationId;
        /**
         * The group.
         */
        fingerprint: ErrorFingerprint;
    };
    query?: never;
    url: '/v1/orgs/{orgId}/dead-letters/groups/{fingerprint}/resolve';
};

export type ResolveDeadLetterGroupErrors = {
    /**
     * The request is malformed or fails validation; `errors` lists every violation, or the first 100 of them.
     */
    400: Problem;
    /**
     * No credential, or one that is not valid (any more).
     */
    401: Problem;
    /**
     * The credential is good but may not do this.
     */
    403: Problem;
    /**
     * There is no such thing, or it belongs to another organisation: the answer is the same.
     */
    404: Problem;
    /**
     * The body is larger than the limit (see `GET /v1/meta`).
     */
    413: Problem;
    /**
     * The body's content type is not the one asked for.
     */
    415: Problem;
    /**
     * The `Idempotency-Key` stands for a request with another path, query or body.
     */
    422: Problem;
};

export type ResolveDeadLetterGroupError = ResolveDeadLetterGroupErrors[keyof ResolveDeadLetterGroupErrors];

export type ResolveDeadLetterGroupResponses = {
    /**
     * A job does it.
     */
    202: AcceptedWork;
};

export type ResolveDeadLetterGroupResponse = ResolveDeadLetterGroupResponses[keyof ResolveDeadLetterGroupResponses];

export type RetryDeadLetterGroupData = {
    body: DeadLetterRetryOptions;
    headers?: {
        /**
         * Any text of the caller's own, such as a UUID: 1 to 255 visible ASCII characters. A request with a key that the same
         * credential has used for this operation in the last 24 hours does nothing and gets the first one's answer, with
         * `Idempotent-Replayed: true`. Sent while the first is under way, it waits for that answer. Only successes are kept:
         * after a failure the key is as new. With another body it is refused, `idempotency.reused`.
         */
        'Idempotency-Key'?: string | undefined;
    };
    path: {
        /**
         * The organisation. One that the credential may not enter is answered like one that does not exist.
         */
        orgId: OrganisationId;
        /**
         * The group.
         */
        fingerprint: ErrorFingerprint;
    };
    query?: never;
    url: '/v1/orgs/{orgId}/dead-letters/groups/{fingerprint}/retry';
};

export type RetryDeadLetterGroupErrors = {
    /**
     * The request is malformed or fails validation; `errors` lists every violation, or the first 100 of them.
     */
    400: Problem;
    /**
     * No credential, or one that is not valid (any more).
     */
    401: Problem;
    /**
     * The credential is good but may not do this.
     */
    403: Problem;
    /**
     * There is no such thing, or it belongs to another organisation: the answer is the same.
     */
    404: Problem;
    /**
     * The body is larger than the limit (see `GET /v1/meta`).
     */
    413: Problem;
    /**
     * The body's content type is not the one asked for.
     */
    415: Problem;
    /**
     * The `Idempotency-Key` stands for a request with another path, query or body.
     */
    422: Problem;
};

export type RetryDeadLetterGroupError = RetryDeadLetterGroupErrors[keyof RetryDeadLetterGroupErrors];

export type RetryDeadLetterGroupResponses = {
    /**
     * A job does it.
     */
    202: AcceptedWork;
};

export type RetryDeadLetterGroupResponse = RetryDeadLetterGroupResponses[keyof RetryDeadLetterGroupResponses];

export type ListFilesData = {
    body?: never;
    path: {
        /**
         * The organisation. One that the credential may not enter is answered like one that does not exist.
         */
        orgId: OrganisationId;
    };
    query?: {
        /**
         * How many items a page holds at most, for example `?limit=20`.
         */
        limit?: number | undefined;
        /**
         * Where the page begins: the `nextCursor` of the page before. Opaque; it belongs to the filters it came with, and one
         * that was tampered with is refused. Left out: the first page.
         */
        cursor?: string | undefined;
    };
    url: '/v1/orgs/{orgId}/files';
};

export type ListFilesErrors = {
    /**
     * The request is malformed or fails validation; `errors` lists every violation, or the first 100 of them.
     */
    400: Problem;
    /**
     * No credential, or one that is not valid (any more).
     */
    401: Problem;
    /**
     * There is no such thing, or it belongs to another organisation: the answer is the same.
     */
    404: Problem;
};

export type ListFilesError = ListFilesErrors[keyof ListFilesErrors];

export type ListFilesResponses = {
    /**
     * The request has succeeded.
     */
    200: StoredFilePage;
};

export type ListFilesResponse = ListFilesResponses[keyof ListFilesResponses];

export type UploadFileData = {
    /**
     * The form.
     */
    body: FileUpload;
    path: {
        /**
         * The organisation. One that the credential may not enter is answered like one that does not exist.
         */
        orgId: OrganisationId;
    };
    query?: never;
    url: '/v1/orgs/{orgId}/files';
};

export type UploadFileErrors = {
    /**
     * The request is malformed or fails validation; `errors` lists every violation, or the first 100 of them.
     */
    400: Problem;
    /**
     * No credential, or one that is not valid (any more).
     */
    401: Problem;
    /**
     * The credential is good but may not do this.
     */
    403: Problem;
    /**
     * There is no such thing, or it belongs to another organisation: the answer is the same.
     */
    404: Problem;
    /**
     * The body is larger than the limit (see `GET /v1/meta`).
     */
    413: Problem;
    /**
     * The body's content type is not the one asked for.
     */
    415: Problem;
    /**
     * Too many requests; try again after `Retry-After` seconds.
     */
    429: Problem;
};

export type UploadFileError = UploadFileErrors[keyof UploadFileErrors];

export type UploadFileResponses = {
    /**
     * The file was stored.
     */
    201: StoredFile;
};

export type UploadFileResponse = UploadFileResponses[keyof UploadFileResponses];

export type DeleteFileData = {
    body?: never;
    path: {
        /**
         * The organisation. One that the credential may not enter is answered like one that does not exist.
         */
        orgId: OrganisationId;
        /**
         * The file.
         */
        fileId: FileId;
    };
    query?: never;
    url: '/v1/orgs/{orgId}/files/{fileId}';
};

export type DeleteFileErrors = {
    /**
     * The request is malformed or fails validation; `errors` lists every violation, or the first 100 of them.
     */
    400: Problem;
    /**
     * No credential, or one that is not valid (any more).
     */
    401: Problem;
    /**
     * The credential is good but may not do this.
     */
    403: Problem;
    /**
     * There is no such thing, or it belongs to another organisation: the answer is the same.
     */
    404: Problem;
};

export type DeleteFileError = DeleteFileErrors[keyof DeleteFileErrors];

export type DeleteFileResponses = {
    /**
     * There is no content to send for this request, but the headers may be useful.
     */
    204: void;
};

export type DeleteFileResponse = DeleteFileResponses[keyof DeleteFileResponses];

export type GetFileData = {
    body?: never;
    path: {
        /**
         * The organisation. One that the credential may not enter is answered like one that does not exist.
         */
        orgId: OrganisationId;
        /**
         * The file.
         */
        fileId: FileId;
    };
    query?: never;
    url: '/v1/orgs/{orgId}/files/{fileId}';
};

export type GetFileErrors = {
    /**
     * The request is malformed or fails validation; `errors` lists every violation, or the first 100 of them.
     */
    400: Problem;
    /**
     * No credential, or one that is not valid (any more).
     */
    401: Problem;
    /**
     * There is no such thing, or it belongs to another organisation: the answer is the same.
     */
    404: Problem;
};

export type GetFileError = GetFileErrors[keyof GetFileErrors];

export type GetFileResponses = {
    /**
     * The request has succeeded.
     */
    200: StoredFile;
};

export type GetFileResponse = GetFileResponses[keyof GetFileResponses];

export type GetFileContentData = {
    body?: never;
    path: {
        /**
         * The organisation. One that the credential may not enter is answered like one that does not exist.
         */
        orgId: OrganisationId;
        /**
         * The file.
         */
        fileId: FileId;
    };
    query?: never;
    url: '/v1/orgs/{orgId}/files/{fileId}/content';
};

export type GetFileContentErrors = {
    /**
     * The request is malformed or fails validation; `errors` lists every violation, or the first 100 of them.
     */
    400: Problem;
    /**
     * No credential, or one that is not valid (any more).
     */
    401: Problem;
    /**
     * There is no such thing, or it belongs to another organisation: the answer is the same.
     */
    404: Problem;
};

export type GetFileContentError = GetFileContentErrors[keyof GetFileContentErrors];

export type GetFileContentResponses = {
    /**
     * The content of a file, always as an attachment and never as the type it claims, so that no browser runs it.
     */
    200: Blob | File;
};

export type GetFileContentResponse = GetFileContentResponses[keyof GetFileContentResponses];

export type ListJobTypesData = {
    body?: never;
    path: {
        /**
         * The organisation. One that the credential may not enter is answered like one that does not exist.
         */
        orgId: OrganisationId;
    };
    query?: never;
    url: '/v1/orgs/{orgId}/job-types';
};

export type ListJobTypesErrors = {
    /**
     * The request is malformed or fails validation; `errors` lists every violation, or the first 100 of them.
     */
    400: Problem;
    /**
     * No credential, or one that is not valid (any more).
     */
    401: Problem;
    /**
     * There is no such thing, or it belongs to another organisation: the answer is the same.
     */
    404: Problem;
};

export type ListJobTypesError = ListJobTypesErrors[keyof ListJobTypesErrors];

export type ListJobTypesResponses = {
    /**
     * The request has succeeded.
     */
    200: JobTypePage;
};

export type ListJobTypesResponse = ListJobTypesResponses[keyof ListJobTypesResponses];

export type PauseJobTypeData = {
    body?: never;
    path: {
        /**
         * The organisation. One that the credential may not enter is answered like one that does not exist.
         */
        orgId: OrganisationId;
        /**
         * The name of the type, for example `demo:run`.
         */
        jobType: string;
    };
    query?: never;
    url: '/v1/orgs/{orgId}/job-types/{jobType}/pause';
};

export type PauseJobTypeErrors = {
    /**
     * The request is malformed or fails validation; `errors` lists every violation, or the first 100 of them.
     */
    400: Problem;
    /**
     * No credential, or one that is not valid (any more).
     */
    401: Problem;
    /**
     * The credential is good but may not do this.
     */
    403: Problem;
    /**
     * There is no such thing, or it belongs to another organisation: the answer is the same.
     */
    404: Problem;
};

export type PauseJobTypeError = PauseJobTypeErrors[keyof PauseJobTypeErrors];

export type PauseJobTypeResponses = {
    /**
     * The request has succeeded.
     */
    200: JobType;
};

export type PauseJobTypeResponse = PauseJobTypeResponses[keyof PauseJobTypeResponses];

export type ResumeJobTypeData = {
    body?: never;
    path: {
        /**
         * The organisation. One that the credential may not enter is answered like one that does not exist.
         */
        orgId: OrganisationId;
        /**
         * The name of the type, for example `demo:run`.
         */
        jobType: string;
    };
    query?: never;
    url: '/v1/orgs/{orgId}/job-types/{jobType}/resume';
};

export type ResumeJobTypeErrors = {
    /**
     * The request is malformed or fails validation; `errors` lists every violation, or the first 100 of them.
     */
    400: Problem;
    /**
     * No credential, or one that is not valid (any more).
     */
    401: Problem;
    /**
     * The credential is good but may not do this.
     */
    403: Problem;
    /**
     * There is no such thing, or it belongs to another organisation: the answer is the same.
     */
    404: Problem;
};

export type ResumeJobTypeError = ResumeJobTypeErrors[keyof ResumeJobTypeErrors];

export type ResumeJobTypeResponses = {
    /**
     * The request has succeeded.
     */
    200: JobType;
};

export type ResumeJobTypeResponse = ResumeJobTypeResponses[keyof ResumeJobTypeResponses];

export type ListJobsData = {
    body?: never;
    path: {
        /**
         * The organisation. One that the credential may not enter is answered like one that does not exist.
         */
        orgId: OrganisationId;
    };
    query?: {
        /**
         * Jobs that stand in one of these, for example `?status=failed&status=retrying`.
         */
        status?: Array<JobStatus> | undefined;
        /**
         * Jobs of one of these types, for example `?type=data:import`.
         */
        type?: Array<JobTypeName> | undefined;
        /**
         * Jobs made at or after this time, for example `?createdAfter=2026-03-14T00:00:00Z`.
         */
        createdAfter?: string | undefined;
        /**
         * Jobs made before this time, for example `?createdBefore=2026-03-15T00:00:00Z`.
         */
        createdBefore?: string | undefined;
        /**
         * Jobs about things of this kind, for example `?subjectType=invoice`.
         */
        subjectType?: string | undefined;
        /**
         * Jobs about the thing with this id, for example `?subjectType=invoice&subjectId=2026-0042`.
         */
        subjectId?: string | undefined;
        /**
         * The jobs of this batch, which no other list has, for example `?batchId=job_…`.
         */
        batchId?: JobId | undefined;
        /**
         * The jobs that this schedule made, for example `?scheduleId=sch_…`.
         */
        scheduleId?: ScheduleId | undefined;
        /**
         * `true`: jobs that failed for good and wait for somebody to look at them; `false`: all others.
         */
        deadLettered?: boolean | undefined;
        /**
         * Jobs that failed for good of this cause: the `fingerprint` of a group of dead letters.
         */
        fingerprint?: ErrorFingerprint | undefined;
        /**
         * Text to look for, for example `?type=data:import&search=invoice`.
         */
        search?: string | undefined;
        /**
         * Heavy members to include, for example `?include=input,output`.
         */
        include?: Array<JobInclude> | undefined;
        /**
         * How many items a page holds at most, for example `?limit=20`.
         */
        limit?: number | undefined;
        /**
         * Where the page begins: the `nextCursor` of the page before. Opaque; it belongs to the filters it came with, and one
         * that was tampered with is refused. Left out: the first page.
         */
        cursor?: string | undefined;
    };
    url: '/v1/orgs/{orgId}/jobs';
};

export type ListJobsErrors = {
    /**
     * The request is malformed or fails validation; `errors` lists every violation, or the first 100 of them.
     */
    400: Problem;
    /**
     * No credential, or one that is not valid (any more).
     */
    401: Problem;
    /**
     * There is no such thing, or it belongs to another organisation: the answer is the same.
     */
    404: Problem;
};

export type ListJobsError = ListJobsErrors[keyof ListJobsErrors];

export type ListJobsResponses = {
    /**
     * The request has succeeded.
     */
    200: JobPage;
};

export type ListJobsResponse = ListJobsResponses[keyof ListJobsResponses];

export type CreateJobData = {
    body: CreateJobRequest;
    headers?: {
        /**
         * Any text of the caller's own, such as a UUID: 1 to 255 visible ASCII characters. A request with a key that the same
         * credential has used for this operation in the last 24 hours does nothing and gets the first one's answer, with
         * `Idempotent-Replayed: true`. Sent while the first is under way, it waits for that answer. Only successes are kept:
         * after a failure the key is as new. With another body it is refused, `idempotency.reused`.
         */
        'Idempotency-Key'?: string | undefined;
    };
    path: {
        /**
         * The organisation. One that the credential may not enter is answered like one that does not exist.
         */
        orgId: OrganisationId;
    };
    query?: never;
    url: '/v1/orgs/{orgId}/jobs';
};

export type CreateJobErrors = {
    /**
     * The request is malformed or fails validation; `errors` lists every violation, or the first 100 of them.
     */
    400: Problem;
    /**
     * No credential, or one that is not valid (any more).
     */
    401: Problem;
    /**
     * The credential is good but may not do this.
     */
    403: Problem;
    /**
     * There is no such thing, or it belongs to another organisation: the answer is the same.
     */
    404: Problem;
    /**
     * The thing's state does not allow this.
     */
    409: Problem;
    /**
     * The body is larger than the limit (see `GET /v1/meta`).
     */
    413: Problem;
    /**
     * The body's content type is not the one asked for.
     */
    415: Problem;
    /**
     * The `Idempotency-Key` stands for a request with another path, query or body.
     */
    422: Problem;
    /**
     * Too many requests; try again after `Retry-After` seconds.
     */
    429: Problem;
};

export type CreateJobError = CreateJobErrors[keyof CreateJobErrors];

export type CreateJobResponses = {
    /**
     * The job with this `uniqueKey` has not ended; no new one was made.
     */
    200: Job;
    /**
     * The job was made.
     */
    201: Job;
};

export type CreateJobResponse = CreateJobResponses[keyof CreateJobResponses];

export type ActOnJobsData = {
    body: JobActionRequest;
    headers?: {
        /**
         * Any text of the caller's own, such as a UUID: 1 to 255 visible ASCII characters. A request with a key that the same
         * credential has used for this operation in the last 24 hours does nothing and gets the first one's answer, with
         * `Idempotent-Replayed: true`. Sent while the first is under way, it waits for that answer. Only successes are kept:
         * after a failure the key is as new. With another body it is refused, `idempotency.reused`.
         */
        'Idempotency-Key'?: string | undefined;
    };
    path: {
        /**
         * The organisation. One that the credential may not enter is answered like one that does not exist.
         */
        orgId: OrganisationId;
    };
    query?: never;
    url: '/v1/orgs/{orgId}/jobs/actions';
};

export type ActOnJobsErrors = {
    /**
     * The request is malformed or fails validation; `errors` lists every violation, or the first 100 of them.
     */
    400: Problem;
    /**
     * No credential, or one that is not valid (any more).
     */
    401: Problem;
    /**
     * The credential is good but may not do this.
     */
    403: Problem;
    /**
     * There is no such thing, or it belongs to another organisation: the answer is the same.
     */
    404: Problem;
    /**
     * The body is larger than the limit (see `GET /v1/meta`).
     */
    413: Problem;
    /**
     * The body's content type is not the one asked for.
     */
    415: Problem;
    /**
     * The `Idempotency-Key` stands for a request with another path, query or body.
     */
    422: Problem;
};

export type ActOnJobsError = ActOnJobsErrors[keyof ActOnJobsErrors];

export type ActOnJobsResponses = {
    /**
     * Nothing was done.
     */
    200: JobActionMatches;
    /**
     * A job does it.
     */
    202: AcceptedWork;
};

export type ActOnJobsResponse = ActOnJobsResponses[keyof ActOnJobsResponses];

export type CreateJobsData = {
    body: CreateJobsRequest;
    headers?: {
        /**
         * Any text of the caller's own, such as a UUID: 1 to 255 visible ASCII characters. A request with a key that the same
         * credential has used for this operation in the last 24 hours does nothing and gets the first one's answer, with
         * `Idempotent-Replayed: true`. Sent while the first is under way, it waits for that answer. Only successes are kept:
         * after a failure the key is as new. With another body it is refused, `idempotency.reused`.
         */
        'Idempotency-Key'?: string | undefined;
    };
    path: {
        /**
         * The organisation. One that the credential may not enter is answered like one that does not exist.
         */
        orgId: OrganisationId;
    };
    query?: never;
    url: '/v1/orgs/{orgId}/jobs/bulk';
};

export type CreateJobsErrors = {
    /**
     * The request is malformed or fails validation; `errors` lists every violation, or the first 100 of them.
     */
    400: Problem;
    /**
     * No credential, or one that is not valid (any more).
     */
    401: Problem;
    /**
     * The credential is good but may not do this.
     */
    403: Problem;
    /**
     * There is no such thing, or it belongs to another organisation: the answer is the same.
     */
    404: Problem;
    /**
     * The thing's state does not allow this.
     */
    409: Problem;
    /**
     * The body is larger than the limit (see `GET /v1/meta`).
     */
    413: Problem;
    /**
     * The body's content type is not the one asked for.
     */
    415: Problem;
    /**
     * The `Idempotency-Key` stands for a request with another path, query or body.
     */
    422: Problem;
    /**
     * Too many requests; try again after `Retry-After` seconds.
     */
    429: Problem;
};

export type CreateJobsError = CreateJobsErrors[keyof CreateJobsErrors];

export type CreateJobsResponses = {
    /**
     * The jobs were made.
     */
    201: CreatedJobs;
};

export type CreateJobsResponse = CreateJobsResponses[keyof CreateJobsResponses];

export type StreamOrganisationJobEventsData = {
    body?: never;
    headers?: {
        /**
         * The last id that was seen. Left out: changes from now on.
         */
        'Last-Event-ID'?: string | undefined;
    };
    path: {
        /**
         * The organisation. One that the credential may not enter is answered like one that does not exist.
         */
        orgId: OrganisationId;
    };
    query?: never;
    url: '/v1/orgs/{orgId}/jobs/events';
};

export type StreamOrganisationJobEventsErrors = {
    /**
     * The request is malformed or fails validation; `errors` lists every violation, or the first 100 of them.
     */
    400: Problem;
    /**
     * No credential, or one that is not valid (any more).
     */
    401: Problem;
    /**
     * There is no such thing, or it belongs to another organisation: the answer is the same.
     */
    404: Problem;
    /**
     * Too many requests; try again after `Retry-After` seconds.
     */
    429: Problem;
};

export type StreamOrganisationJobEventsError = StreamOrganisationJobEventsErrors[keyof StreamOrganisationJobEventsErrors];

export type StreamOrganisationJobEventsResponses = {
    /**
     * A stream of server-sent events. The schema is that of one event's `data:`; the body is as many of them as there are.
     * Comment lines keep the connection alive.
     */
    200: OrganisationJobEvent;
};

export type StreamOrganisationJobEventsResponse = StreamOrganisationJobEventsResponses[keyof StreamOrganisationJobEventsResponses];

export type GetJobStatsData = {
    body?: never;
    path: {
        /**
         * The organisation. One that the credential may not enter is answered like one that does not exist.
         */
        orgId: OrganisationId;
    };
    query?: {
        /**
         * Where the period begins. Left out: 24 hours before its end. For example `?from=2026-03-14T00:00:00Z`.
         */
        from?: string | undefined;
        /**
         * Where the period ends. Left out: now. For example `?to=2026-03-15T00:00:00Z`.
         */
        to?: string | undefined;
        /**
         * From how many seconds on a run is slow. For example `?slowSeconds=60`.
         */
        slowSeconds?: number | undefined;
    };
    url: '/v1/orgs/{orgId}/jobs/stats';
};

export type GetJobStatsErrors = {
    /**
     * The request is malformed or fails validation; `errors` lists every violation, or the first 100 of them.
     */
    400: Problem;
    /**
     * No credential, or one that is not valid (any more).
     */
    401: Problem;
    /**
     * There is no such thing, or it belongs to another organisation: the answer is the same.
     */
    404: Problem;
};

export type GetJobStatsError = GetJobStatsErrors[keyof GetJobStatsErrors];

export type GetJobStatsResponses = {
    /**
     * The request has succeeded.
     */
    200: JobStats;
};

export type GetJobStatsResponse = GetJobStatsResponses[keyof GetJobStatsResponses];

export type GetJobData = {
    body?: never;
    path: {
        /**
         * The organisation. One that the credential may not enter is answered like one that does not exist.
         */
        orgId: OrganisationId;
        /**
         * The job.
         */
        jobId: JobId;
    };
    query?: {
        /**
         * How long to wait for the job's end, up to 30 s. 0 answers at once. For example `?waitSeconds=30`.
         */
        waitSeconds?: number | undefined;
    };
    url: '/v1/orgs/{orgId}/jobs/{jobId}';
};

export type GetJobErrors = {
    /**
     * The request is malformed or fails validation; `errors` lists every violation, or the first 100 of them.
     */
    400: Problem;
    /**
     * No credential, or one that is not valid (any more).
     */
    401: Problem;
    /**
     * There is no such thing, or it belongs to another organisation: the answer is the same.
     */
    404: Problem;
};

export type GetJobError = GetJobErrors[keyof GetJobErrors];

export type GetJobResponses = {
    /**
     * The request has succeeded.
     */
    200: Job;
};

export type GetJobResponse = GetJobResponses[keyof GetJobResponses];

export type CancelJobData = {
    body?: never;
    path: {
        /**
         * The organisation. One that the credential may not enter is answered like one that does not exist.
         */
        orgId: OrganisationId;
        /**
         * The job.
         */
        jobId: JobId;
    };
    query?: never;
    url: '/v1/orgs/{orgId}/jobs/{jobId}/cancel';
};

export type CancelJobErrors = {
    /**
     * The request is malformed or fails validation; `errors` lists every violation, or the first 100 of them.
     */
    400: Problem;
    /**
     * No credential, or one that is not valid (any more).
     */
    401: Problem;
    /**
     * The credential is good but may not do this.
     */
    403: Problem;
    /**
     * There is no such thing, or it belongs to another organisation: the answer is the same.
     */
    404: Problem;
    /**
     * The thing's state does not allow this.
     */
    409: Problem;
};

export type CancelJobError = CancelJobErrors[keyof CancelJobErrors];

export type CancelJobResponses = {
    /**
     * The request has succeeded.
     */
    200: Job;
};

export type CancelJobResponse = CancelJobResponses[keyof CancelJobResponses];

export type StreamJobEventsData = {
    body?: never;
    headers?: {
        /**
         * The id of the last log line that was seen, as event ids have it: the log goes on from there. `0` sends the log from
         * its first line. Left out: lines written from now on.
         */
        'Last-Event-ID'?: string | undefined;
    };
    path: {
        /**
         * The organisation. One that the credential may not enter is answered like one that does not exist.
         */
        orgId: OrganisationId;
        /**
         * The job.
         */
        jobId: JobId;
    };
    query?: never;
    url: '/v1/orgs/{orgId}/jobs/{jobId}/events';
};

export type StreamJobEventsErrors = {
    /**
     * The request is malformed or fails validation; `errors` lists every violation, or the first 100 of them.
     */
    400: Problem;
    /**
     * No credential, or one that is not valid (any more).
     */
    401: Problem;
    /**
     * There is no such thing, or it belongs to another organisation: the answer is the same.
     */
    404: Problem;
    /**
     * Too many requests; try again after `Retry-After` seconds.
     */
    429: Problem;
};

export type StreamJobEventsError = StreamJobEventsErrors[keyof StreamJobEventsErrors];

export type StreamJobEventsResponses = {
    /**
     * A stream of server-sent events. The schema is that of one event's `data:`; the body is as many of them as there are.
     * Comment lines keep the connection alive.
     */
    200: JobEvent;
};

export type StreamJobEventsResponse = StreamJobEventsResponses[keyof StreamJobEventsResponses];

export type ListJobLogsData = {
    body?: never;
    path: {
        /**
         * The organisation. One that the credential may not enter is answered like one that does not exist.
         */
        orgId: OrganisationId;
        /**
         * The job.
         */
        jobId: JobId;
    };
    query?: {
        /**
         * Lines after the one with this id. Left out: from the first. A `cursor` that reaches further wins.
         */
        afterId?: number | undefined;
        /**
         * How many items a page holds at most, for example `?limit=20`.
         */
        limit?: number | undefined;
        /**
         * Where the page begins: the `nextCursor` of the page before. Opaque; it belongs to the filters it came with, and one
         * that was tampered with is refused. Left out: the first page.
         */
        cursor?: string | undefined;
    };
    url: '/v1/orgs/{orgId}/jobs/{jobId}/logs';
};

export type ListJobLogsErrors = {
    /**
     * The request is malformed or fails validation; `errors` lists every violation, or the first 100 of them.
     */
    400: Problem;
    /**
     * No credential, or one that is not valid (any more).
     */
    401: Problem;
    /**
     * There is no such thing, or it belongs to another organisation: the answer is the same.
     */
    404: Problem;
};

export type ListJobLogsError = ListJobLogsErrors[keyof ListJobLogsErrors];

export type ListJobLogsResponses = {
    /**
     * The request has succeeded.
     */
    200: JobLogPage;
};

export type ListJobLogsResponse = ListJobLogsResponses[keyof ListJobLogsResponses];

export type ReplayJobData = {
    body?: ReplayJobRequest | undefined;
    headers?: {
        /**
         * Any text of the caller's own, such as a UUID: 1 to 255 visible ASCII characters. A request with a key that the same
         * credential has used for this operation in the last 24 hours does nothing and gets the first one's answer, with
         * `Idempotent-Replayed: true`. Sent while the first is under way, it waits for that answer. Only successes are kept:
         * after a failure the key is as new. With another body it is refused, `idempotency.reused`.
         */
        'Idempotency-Key'?: string | undefined;
    };
    path: {
        /**
         * The organisation. One that the credential may not enter is answered like one that does not exist.
         */
        orgId: OrganisationId;
        /**
         * The job.
         */
        jobId: JobId;
    };
    query?: never;
    url: '/v1/orgs/{orgId}/jobs/{jobId}/replay';
};

export type ReplayJobErrors = {
    /**
     * The request is malformed or fails validation; `errors` lists every violation, or the first 100 of them.
     */
    400: Problem;
    /**
     * No credential, or one that is not valid (any more).
     */
    401: Problem;
    /**
     * The credential is good but may not do this.
     */
    403: Problem;
    /**
     * There is no such thing, or it belongs to another organisation: the answer is the same.
     */
    404: Problem;
    /**
     * The thing's state does not allow this.
     */
    409: Problem;
    /**
     * The body is larger than the limit (see `GET /v1/meta`).
     */
    413: Problem;
    /**
     * The body's content type is not the one asked for.
     */
    415: Problem;
    /**
     * The `Idempotency-Key` stands for a request with another path, query or body.
     */
    422: Problem;
    /**
     * Too many requests; try again after `Retry-After` seconds.
     */
    429: Problem;
};

export type ReplayJobError = ReplayJobErrors[keyof ReplayJobErrors];

export type ReplayJobResponses = {
    /**
     * The job was made.
     */
    201: Job;
};

export type ReplayJobResponse = ReplayJobResponses[keyof ReplayJobResponses];

export type ResolveJobData = {
    body?: ResolveJobRequest | undefined;
    path: {
        /**
         * The organisation. One that the credential may not enter is answered like one that does not exist.
         */
        orgId: OrganisationId;
        /**
         * The job.
         */
        jobId: JobId;
    };
    query?: never;
    url: '/v1/orgs/{orgId}/jobs/{jobId}/resolve';
};

export type ResolveJobErrors = {
    /**
     * The request is malformed or fails validation; `errors` lists every violation, or the first 100 of them.
     */
    400: Problem;
    /**
     * No credential, or one that is not valid (any more).
     */
    401: Problem;
    /**
     * The credential is good but may not do this.
     */
    403: Problem;
    /**
     * There is no such thing, or it belongs to another organisation: the answer is the same.
     */
    404: Problem;
    /**
     * The thing's state does not allow this.
     */
    409: Problem;
    /**
     * The body is larger than the limit (see `GET /v1/meta`).
     */
    413: Problem;
    /**
     * The body's content type is not the one asked for.
     */
    415: Problem;
};

export type ResolveJobError = ResolveJobErrors[keyof ResolveJobErrors];

export type ResolveJobResponses = {
    /**
     * The request has succeeded.
     */
    200: Job;
};

export type ResolveJobResponse = ResolveJobResponses[keyof ResolveJobResponses];

export type RetryJobData = {
    body?: never;
    path: {
        /**
         * The organisation. One that the credential may not enter is answered like one that does not exist.
         */
        orgId: OrganisationId;
        /**
         * The job.
         */
        jobId: JobId;
    };
    query?: never;
    url: '/v1/orgs/{orgId}/jobs/{jobId}/retry';
};

export type RetryJobErrors = {
    /**
     * The request is malformed or fails validation; `errors` lists every violation, or the first 100 of them.
     */
    400: Problem;
    /**
     * No credential, or one that is not valid (any more).
     */
    401: Problem;
    /**
     * The credential is good but may not do this.
     */
    403: Problem;
    /**
     * There is no such thing, or it belongs to another organisation: the answer is the same.
     */
    404: Problem;
    /**
     * The thing's state does not allow this.
     */
    409: Problem;
};

export type RetryJobError = RetryJobErrors[keyof RetryJobErrors];

export type RetryJobResponses = {
    /**
     * The request has succeeded.
     */
    200: Job;
};

export type RetryJobResponse = RetryJobResponses[keyof RetryJobResponses];

export type ListJobRunsData = {
    body?: never;
    path: {
        /**
         * The organisation. One that the credential may not enter is answered like one that does not exist.
         */
        orgId: OrganisationId;
        /**
         * The job.
         */
        jobId: JobId;
    };
    query?: {
        /**
         * How many items a page holds at most, for example `?limit=20`.
         */
        limit?: number | undefined;
        /**
         * Where the page begins: the `nextCursor` of the page before. Opaque; it belongs to the filters it came with, and one
         * that was tampered with is refused. Left out: the first page.
         */
        cursor?: string | undefined;
    };
    url: '/v1/orgs/{orgId}/jobs/{jobId}/runs';
};

export type ListJobRunsErrors = {
    /**
     * The request is malformed or fails validation; `errors` lists every violation, or the first 100 of them.
     */
    400: Problem;
    /**
     * No credential, or one that is not valid (any more).
     */
    401: Problem;
    /**
     * There is no such thing, or it belongs to another organisation: the answer is the same.
     */
    404: Problem;
};

export type ListJobRunsError = ListJobRunsErrors[keyof ListJobRunsErrors];

export type ListJobRunsResponses = {
    /**
     * The request has succeeded.
     */
    200: JobRunPage;
};

export type ListJobRunsResponse = ListJobRunsResponses[keyof ListJobRunsResponses];

export type GetJobWaitingData = {
    body?: never;
    path: {
        /**
         * The organisation. One that the credential may not enter is answered like one that does not exist.
         */
        orgId: OrganisationId;
        /**
         * The job.
         */
        jobId: JobId;
    };
    query?: never;
    url: '/v1/orgs/{orgId}/jobs/{jobId}/waiting';
};

export type GetJobWaitingErrors = {
    /**
     * The request is malformed or fails validation; `errors` lists every violation, or the first 100 of them.
     */
    400: Problem;
    /**
     * No credential, or one that is not valid (any more).
     */
    401: Problem;
    /**
     * There is no such thing, or it belongs to another organisation: the answer is the same.
     */
    404: Problem;
};

export type GetJobWaitingError = GetJobWaitingErrors[keyof GetJobWaitingErrors];

export type GetJobWaitingResponses = {
    /**
     * The request has succeeded.
     */
    200: JobWaiting;
};

export type GetJobWaitingResponse = GetJobWaitingResponses[keyof GetJobWaitingResponses];

export type PauseOrganisationData = {
    body?: never;
    path: {
        /**
         * The organisation. One that the credential may not enter is answered like one that does not exist.
         */
        orgId: OrganisationId;
    };
    query?: never;
    url: '/v1/orgs/{orgId}/pause';
};

export type PauseOrganisationErrors = {
    /**
     * The request is malformed or fails validation; `errors` lists every violation, or the first 100 of them.
     */
    400: Problem;
    /**
     * No credential, or one that is not valid (any more).
     */
    401: Problem;
    /**
     * The credential is good but may not do this.
     */
    403: Problem;
    /**
     * There is no such thing, or it belongs to another organisation: the answer is the same.
     */
    404: Problem;
};

export type PauseOrganisationError = PauseOrganisationErrors[keyof PauseOrganisationErrors];

export type PauseOrganisationResponses = {
    /**
     * The request has succeeded.
     */
    200: Organisation;
};

export type PauseOrganisationResponse = PauseOrganisationResponses[keyof PauseOrganisationResponses];

export type ResumeOrganisationData = {
    body?: never;
    path: {
        /**
         * The organisation. One that the credential may not enter is answered like one that does not exist.
         */
        orgId: OrganisationId;
    };
    query?: never;
    url: '/v1/orgs/{orgId}/resume';
};

export type ResumeOrganisationErrors = {
    /**
     * The request is malformed or fails validation; `errors` lists every violation, or the first 100 of them.
     */
    400: Problem;
    /**
     * No credential, or one that is not valid (any more).
     */
    401: Problem;
    /**
     * The credential is good but may not do this.
     */
    403: Problem;
    /**
     * There is no such thing, or it belongs to another organisation: the answer is the same.
     */
    404: Problem;
};

export type ResumeOrganisationError = ResumeOrganisationErrors[keyof ResumeOrganisationErrors];

export type ResumeOrganisationResponses = {
    /**
     * The request has succeeded.
     */
    200: Organisation;
};

export type ResumeOrganisationResponse = ResumeOrganisationResponses[keyof ResumeOrganisationResponses];

export type CreateWorkflowData = {
    body: CreateWorkflowRequest;
    headers?: {
        /**
         * Any text of the caller's own, such as a UUID: 1 to 255 visible ASCII characters. A request with a key that the same
         * credential has used for this operation in the last 24 hours does nothing and gets the first one's answer, with
         * `Idempotent-Replayed: true`. Sent while the first is under way, it waits for that answer. Only successes are kept:
         * after a failure the key is as new. With another body it is refused, `idempotency.reused`.
         */
        'Idempotency-Key'?: string | undefined;
    };
    path: {
        /**
         * The organisation. One that the credential may not enter is answered like one that does not exist.
         */
        orgId: OrganisationId;
    };
    query?: never;
    url: '/v1/orgs/{orgId}/workflows';
};

export type CreateWorkflowErrors = {
    /**
     * The request is malformed or fails validation; `errors` lists every violation, or the first 100 of them.
     */
    400: Problem;
    /**
     * No credential, or one that is not valid (any more).
     */
    401: Problem;
    /**
     * The credential is good but may not do this.
     */
    403: Problem;
    /**
     * There is no such thing, or it belongs to another organisation: the answer is the same.
     */
    404: Problem;
    /**
     * The thing's state does not allow this.
     */
    409: Problem;
    /**
     * The body is larger than the limit (see `GET /v1/meta`).
     */
    413: Problem;
    /**
     * The body's content type is not the one asked for.
     */
    415: Problem;
    /**
     * The `Idempotency-Key` stands for a request with another path, query or body.
     */
    422: Problem;
    /**
     * Too many requests; try again after `Retry-After` seconds.
     */
    429: Problem;
};

export type CreateWorkflowError = CreateWorkflowErrors[keyof CreateWorkflowErrors];

export type CreateWorkflowResponses = {
    /**
     * The workflow was made.
     */
    201: Workflow;
};

export type CreateWorkflowResponse = CreateWorkflowResponses[keyof CreateWorkflowResponses];

export type GetWorkflowData = {
    body?: never;
    path: {
        /**
         * The organisation. One that the credential may not enter is answered like one that does not exist.
         */
        orgId: OrganisationId;
        /**
         * The workflow.
         */
        workflowId: WorkflowId;
    };
    query?: never;
    url: '/v1/orgs/{orgId}/workflows/{workflowId}';
};

export type GetWorkflowErrors = {
    /**
     * The request is malformed or fails validation; `errors` lists every violation, or the first 100 of them.
     */
    400: Problem;
    /**
     * No credential, or one that is not valid (any more).
     */
    401: Problem;
    /**
     * There is no such thing, or it belongs to another organisation: the answer is the same.
     */
    404: Problem;
};

export type GetWorkflowError = GetWorkflowErrors[keyof GetWorkflowErrors];

export type GetWorkflowResponses = {
    /**
     * The request has succeeded.
     */
    200: Workflow;
};

export type GetWorkflowResponse = GetWorkflowResponses[keyof GetWorkflowResponses];

export type CancelWorkflowData = {
    body?: never;
    path: {
        /**
         * The organisation. One that the credential may not enter is answered like one that does not exist.
         */
        orgId: OrganisationId;
        /**
         * The workflow.
         */
        workflowId: WorkflowId;
    };
    query?: never;
    url: '/v1/orgs/{orgId}/workflows/{workflowId}/cancel';
};

export type CancelWorkflowErrors = {
    /**
     * The request is malformed or fails validation; `errors` lists every violation, or the first 100 of them.
     */
    400: Problem;
    /**
     * No credential, or one that is not valid (any more).
     */
    401: Problem;
    /**
     * The credential is good but may not do this.
     */
    403: Problem;
    /**
     * There is no such thing, or it belongs to another organisation: the answer is the same.
     */
    404: Problem;
    /**
     * The thing's state does not allow this.
     */
    409: Problem;
};

export type CancelWorkflowError = CancelWorkflowErrors[keyof CancelWorkflowErrors];

export type CancelWorkflowResponses = {
    /**
     * The request has succeeded.
     */
    200: Workflow;
};

export type CancelWorkflowResponse = CancelWorkflowResponses[keyof CancelWorkflowResponses];

export type GetSystemHealthData = {
    body?: never;
    path?: never;
    query?: never;
    url: '/v1/system/health';
};

export type GetSystemHealthErrors = {
    /**
     * The request is malformed or fails validation; `errors` lists every violation, or the first 100 of them.
     */
    400: Problem;
    /**
     * No credential, or one that is not valid (any more).
     */
    401: Problem;
    /**
     * The credential is good but may not do this.
     */
    403: Problem;
};

export type GetSystemHealthError = GetSystemHealthErrors[keyof GetSystemHealthErrors];

export type GetSystemHealthResponses = {
    /**
     * The request has succeeded.
     */
    200: SystemHealth;
};

export type GetSystemHealthResponse = GetSystemHealthResponses[keyof GetSystemHealthResponses];

export type ListSystemJobsData = {
    body?: never;
    path?: never;
    query?: {
        /**
         * Jobs of one organisation, for example `?orgId=org_…`.
         */
        orgId?: OrganisationId | undefined;
        /**
         * Jobs that stand in one of these, for example `?status=failed&status=retrying`.
         */
        status?: Array<JobStatus> | undefined;
        /**
         * Jobs of one of these types, for example `?type=data:import`.
         */
        type?: Array<JobTypeName> | undefined;
        /**
         * Jobs made at or after this time, for example `?createdAfter=2026-03-14T00:00:00Z`.
         */
        createdAfter?: string | undefined;
        /**
         * Jobs made before this time, for example `?createdBefore=2026-03-15T00:00:00Z`.
         */
        createdBefore?: string | undefined;
        /**
         * The jobs of this batch, which no other list has, for example `?batchId=job_…`.
         */
        batchId?: JobId | undefined;
        /**
         * `true`: jobs that failed for good and wait for somebody to look at them; `false`: all others.
         */
        deadLettered?: boolean | undefined;
        /**
         * The jobs that this worker has in hand, for example `?workerId=worker-7f3a`.
         */
        workerId?: string | undefined;
        /**
         * How many items a page holds at most, for example `?limit=20`.
         */
        limit?: number | undefined;
        /**
         * Where the page begins: the `nextCursor` of the page before. Opaque; it belongs to the filters it came with, and one
         * that was tampered with is refused. Left out: the first page.
         */
        cursor?: string | undefined;
    };
    url: '/v1/system/jobs';
};

export type ListSystemJobsErrors = {
    /**
     * The request is malformed or fails validation; `errors` lists every violation, or the first 100 of them.
     */
    400: Problem;
    /**
     * No credential, or one that is not valid (any more).
     */
    401: Problem;
    /**
     * The credential is good but may not do this.
     */
    403: Problem;
};

export type ListSystemJobsError = ListSystemJobsErrors[keyof ListSystemJobsErrors];

export type ListSystemJobsResponses = {
    /**
     * The request has succeeded.
     */
    200: JobPage;
};

export type ListSystemJobsResponse = ListSystemJobsResponses[keyof ListSystemJobsResponses];

export type ListSystemJobRunsData = {
    body?: never;
    path: {
        /**
         * The job, of whichever organisation.
         */
        jobId: JobId;
    };
    query?: {
        /**
         * How many items a page holds at most, for example `?limit=20`.
         */
        limit?: number | undefined;
        /**
         * Where the page begins: the `nextCursor` of the page before. Opaque; it belongs to the filters it came with, and one
         * that was tampered with is refused. Left out: the first page.
         */
        cursor?: string | undefined;
    };
    url: '/v1/system/jobs/{jobId}/runs';
};

export type ListSystemJobRunsErrors = {
    /**
     * The request is malformed or fails validation; `errors` lists every violation, or the first 100 of them.
     */
    400: Problem;
    /**
     * No credential, or one that is not valid (any more).
     */
    401: Problem;
    /**
     * The credential is good but may not do this.
     */
    403: Problem;
    /**
     * There is no such thing, or it belongs to another organisation: the answer is the same.
     */
    404: Problem;
};

export type ListSystemJobRunsError = ListSystemJobRunsErrors[keyof ListSystemJobRunsErrors];

export type ListSystemJobRunsResponses = {
    /**
     * The request has succeeded.
     */
    200: SystemJobRunPage;
};

export type ListSystemJobRunsResponse = ListSystemJobRunsResponses[keyof ListSystemJobRunsResponses];

export type ListSystemQueuesData = {
    body?: never;
    path?: never;
    query?: {
        /**
         * How many items a page holds at most, for example `?limit=20`.
         */
        limit?: number | undefined;
        /**
         * Where the page begins: the `nextCursor` of the page before. Opaque; it belongs to the filters it came with, and one
         * that was tampered with is refused. Left out: the first page.
         */
        cursor?: string | undefined;
    };
    url: '/v1/system/queues';
};

export type ListSystemQueuesErrors = {
    /**
     * The request is malformed or fails validation; `errors` lists every violation, or the first 100 of them.
     */
    400: Problem;
    /**
     * No credential, or one that is not valid (any more).
     */
    401: Problem;
    /**
     * The credential is good but may not do this.
     */
    403: Problem;
};

export type ListSystemQueuesError = ListSystemQueuesErrors[keyof ListSystemQueuesErrors];

export type ListSystemQueuesResponses = {
    /**
     * The request has succeeded.
     */
    200: SystemQueuePage;
};

export type ListSystemQueuesResponse = ListSystemQueuesResponses[keyof ListSystemQueuesResponses];

export type ListSystemSchedulesData = {
    body?: never;
    path?: never;
    query?: {
        /**
         * How many items a page holds at most, for example `?limit=20`.
         */
        limit?: number | undefined;
        /**
         * Where the page begins: the `nextCursor` of the page before. Opaque; it belongs to the filters it came with, and one
         * that was tampered with is refused. Left out: the first page.
         */
        cursor?: string | undefined;
    };
    url: '/v1/system/schedules';
};

export type ListSystemSchedulesErrors = {
    /**
     * The request is malformed or fails validation; `errors` lists every violation, or the first 100 of them.
     */
    400: Problem;
    /**
     * No credential, or one that is not valid (any more).
     */
    401: Problem;
    /**
     * The credential is good but may not do this.
     */
    403: Problem;
};

export type ListSystemSchedulesError = ListSystemSchedulesErrors[keyof ListSystemSchedulesErrors];

export type ListSystemSchedulesResponses = {
    /**
     * The request has succeeded.
     */
    200: SystemSchedulePage;
};

export type ListSystemSchedulesResponse = ListSystemSchedulesResponses[keyof ListSystemSchedulesResponses];

export type RunWorkerByGetData = {
    body?: never;
    path?: never;
    query?: {
        /**
         * Seconds until the answer at the latest, for example `?seconds=50`.
         */
        seconds?: number | undefined;
    };
    url: '/v1/system/worker/run';
};

export type RunWorkerByGetErrors = {
    /**
     * The request is malformed or fails validation; `errors` lists every violation, or the first 100 of them.
     */
    400: Problem;
    /**
     * No credential, or one that is not valid (any more).
     */
    401: Problem;
    /**
     * The credential is good but may not do this.
     */
    403: Problem;
    /**
     * The thing's state does not allow this.
     */
    409: Problem;
};

export type RunWorkerByGetError = RunWorkerByGetErrors[keyof RunWorkerByGetErrors];

export type RunWorkerByGetResponses = {
    /**
     * The request has succeeded.
     */
    200: WorkerRun;
};

export type RunWorkerByGetResponse = RunWorkerByGetResponses[keyof RunWorkerByGetResponses];

export type RunWorkerData = {
    body?: never;
    path?: never;
    query?: {
        /**
         * Seconds until the answer at the latest, for example `?seconds=50`.
         */
        seconds?: number | undefined;
    };
    url: '/v1/system/worker/run';
};

export type RunWorkerErrors = {
    /**
     * The request is malformed or fails validation; `errors` lists every violation, or the first 100 of them.
     */
    400: Problem;
    /**
     * No credential, or one that is not valid (any more).
     */
    401: Problem;
    /**
     * The credential is good but may not do this.
     */
    403: Problem;
    /**
     * The thing's state does not allow this.
     */
    409: Problem;
};

export type RunWorkerError = RunWorkerErrors[keyof RunWorkerErrors];

export type RunWorkerResponses = {
    /**
     * The request has succeeded.
     */
    200: WorkerRun;
};

export type RunWorkerResponse = RunWorkerResponses[keyof RunWorkerResponses];

export type ListSystemWorkersData = {
    body?: never;
    path?: never;
    query?: {
        /**
         * `true`: those that live; `false`: those that do not. Left out: both.
         */
        alive?: boolean | undefined;
        /**
         * How many items a page holds at most, for example `?limit=20`.
         */
        limit?: number | undefined;
        /**
         * Where the page begins: the `nextCursor` of the page before. Opaque; it belongs to the filters it came with, and one
         * that was tampered with is refused. Left out: the first page.
         */
        cursor?: string | undefined;
    };
    url: '/v1/system/workers';
};

export type ListSystemWorkersErrors = {
    /**
     * The request is malformed or fails validation; `errors` lists every violation, or the first 100 of them.
     */
    400: Problem;
    /**
     * No credential, or one that is not valid (any more).
     */
    401: Problem;
    /**
     * The credential is good but may not do this.
     */
    403: Problem;
};

export type ListSystemWorkersError = ListSystemWorkersErrors[keyof ListSystemWorkersErrors];

export type ListSystemWorkersResponses = {
    /**
     * The request has succeeded.
     */
    200: SystemWorkerPage;
};

export type ListSystemWorkersResponse = ListSystemWorkersResponses[keyof ListSystemWorkersResponses];
