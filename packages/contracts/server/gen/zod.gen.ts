import * as z from 'zod';

/**
 * Id of an account.
 */
export const zAccountId = z.string().regex(/^acc_[0-7][0-9a-hjkmnp-tv-z]{25}$/, 'must be an account id, such as acc_01k2v7q0c4e8h9jm3npqrst5vw');

/**
 * A company an organisation works with. Imports find it again by `externalId` or `domain`, so that importing the same
 * rows twice makes it once.
 */
export const zAccount = z.strictObject({
    id: zAccountId,
    externalId: z.string().nullable(),
    name: z.string().max(500),
    domain: z.string().nullable(),
    attributes: z.record(z.string(), z.unknown()),
    createdAt: z.iso.datetime({ offset: true }),
    updatedAt: z.iso.datetime({ offset: true })
});

/**
 * A page of accounts, newest first.
 */
export const zAccountPage = z.strictObject({
    data: z.array(zAccount),
    nextCursor: z.string().nullable()
});

/**
 * How the jobs of a batch stand: they add up to `total` at any moment, from the first on.
 */
export const zBatchCounts = z.strictObject({
    total: z.int().gte(1).lte(100000),
    pending: z.int().gte(0).max(2147483647, { error: 'Invalid value: Expected int32 to be <= 2147483647' }),
    processing: z.int().gte(0).max(2147483647, { error: 'Invalid value: Expected int32 to be <= 2147483647' }),
    completed: z.int().gte(0).max(2147483647, { error: 'Invalid value: Expected int32 to be <= 2147483647' }),
    failed: z.int().gte(0).max(2147483647, { error: 'Invalid value: Expected int32 to be <= 2147483647' }),
    cancelled: z.int().gte(0).max(2147483647, { error: 'Invalid value: Expected int32 to be <= 2147483647' })
});

/**
 * A batch fails when more of its jobs than so many do not complete.
 */
export const zBatchFailuresAllowed = z.strictObject({
    maxFailed: z.int().gte(0).lte(100000)
});

/**
 * When failures of its jobs fail a batch.
 */
export const zBatchFailurePolicy = z.union([
    z.enum(['any', 'all']),
    zBatchFailuresAllowed
]);

/**
 * How the jobs of a batch have ended.
 */
export const zBatchOutput = z.strictObject({
    total: z.int().min(-2147483648, { error: 'Invalid value: Expected int32 to be >= -2147483648' }).max(2147483647, { error: 'Invalid value: Expected int32 to be <= 2147483647' }),
    completed: z.int().min(-2147483648, { error: 'Invalid value: Expected int32 to be >= -2147483648' }).max(2147483647, { error: 'Invalid value: Expected int32 to be <= 2147483647' }),
    failed: z.int().min(-2147483648, { error: 'Invalid value: Expected int32 to be >= -2147483648' }).max(2147483647, { error: 'Invalid value: Expected int32 to be <= 2147483647' }),
    cancelled: z.int().min(-2147483648, { error: 'Invalid value: Expected int32 to be >= -2147483648' }).max(2147483647, { error: 'Invalid value: Expected int32 to be <= 2147483647' })
});

/**
 * Id of a contact.
 */
export const zContactId = z.string().regex(/^con_[0-7][0-9a-hjkmnp-tv-z]{25}$/, 'must be a contact id, such as con_01k2v7q0c4e8h9jm3npqrst5vw');

/**
 * A person an organisation works with. Imports find them again by `externalId` or `email`, so that importing the same
 * rows twice makes them once.
 */
export const zContact = z.strictObject({
    id: zContactId,
    externalId: z.string().nullable(),
    email: z.string().nullable(),
    firstName: z.string().max(255),
    lastName: z.string().max(255),
    title: z.string().nullable(),
    accountId: zAccountId.nullable(),
    attributes: z.record(z.string(), z.unknown()),
    createdAt: z.iso.datetime({ offset: true }),
    updatedAt: z.iso.datetime({ offset: true })
});

/**
 * A page of contacts, newest first.
 */
export const zContactPage = z.strictObject({
    data: z.array(zContact),
    nextCursor: z.string().nullable()
});

/**
 * The dead letters of one day, in UTC.
 */
export const zDeadLetterDay = z.strictObject({
    date: z.iso.date(),
    count: z.int().gte(0).max(2147483647, { error: 'Invalid value: Expected int32 to be <= 2147483647' })
});

/**
 * What to write beside the dead letters of a group.
 */
export const zDeadLetterResolveRequest = z.strictObject({
    note: z.string().min(1).max(2000).optional()
});

/**
 * What came of it.
 */
export const zDeadLettersRetryOutput = z.strictObject({
    retried: z.int().gte(0),
    skipped: z.int().gte(0),
    firstFailed: z.int().nullable(),
    stopped: z.boolean()
});

/**
 * How the demonstration goes.
 */
export const zDemoRunInput = z.strictObject({
    steps: z.int().gte(0).lte(100000).optional().default(10),
    stepMilliseconds: z.int().gte(0).lte(3600000).optional().default(200),
    failAtStep: z.int().gte(1).lte(100000).optional(),
    failAttempts: z.int().gte(0).lte(100).optional(),
    permanent: z.boolean().optional(),
    ignoreSignal: z.boolean().optional(),
    exitAtStep: z.int().gte(1).lte(100000).optional(),
    result: z.unknown().optional()
});

/**
 * What is known of the input of a `demo:run` node: see `DemoRunInput`.
 */
export const zDemoRunNodeInput = z.strictObject({
    steps: z.int().gte(0).lte(100000).optional().default(10),
    stepMilliseconds: z.int().gte(0).lte(3600000).optional().default(200),
    failAtStep: z.int().gte(1).lte(100000).optional(),
    failAttempts: z.int().gte(0).lte(100).optional(),
    permanent: z.boolean().optional(),
    ignoreSignal: z.boolean().optional(),
    exitAtStep: z.int().gte(1).lte(100000).optional(),
    result: z.unknown().optional()
});

/**
 * How the demonstration went.
 */
export const zDemoRunOutput = z.strictObject({
    steps: z.int().gte(0).max(2147483647, { error: 'Invalid value: Expected int32 to be <= 2147483647' }),
    attempt: z.int().gte(1).max(2147483647, { error: 'Invalid value: Expected int32 to be <= 2147483647' }),
    result: z.unknown()
});

/**
 * Tells errors of one cause from others: of their code, and of their message without ids and numbers.
 */
export const zErrorFingerprint = z.string().regex(/^[0-9a-f]{16}$/, 'must be the fingerprint of a group of dead letters');

/**
 * The exact part of a bounded count.
 */
export const zExactCount = z.int().gte(0).lte(10000);

/**
 * A number that is exact up to 10,000; `10000+` when there are more.
 */
export const zBoundedCount = z.union([
    zExactCount,
    z.enum(['10000+'])
]);

/**
 * Seconds until something expires, up to a year.
 */
export const zExpirySeconds = z.int().gte(1).lte(31536000);

/**
 * Id of a stored file.
 */
export const zFileId = z.string().regex(/^fil_[0-7][0-9a-hjkmnp-tv-z]{25}$/, 'must be a file id, such as fil_01k2v7q0c4e8h9jm3npqrst5vw');

/**
 * What came of an import. `rowsRead` is the sum of the other three counts.
 */
export const zDataImportOutput = z.strictObject({
    rowsRead: z.int().gte(0),
    rowsCreated: z.int().gte(0),
    rowsUpdated: z.int().gte(0),
    rowsFailed: z.int().gte(0),
    errorsFileId: zFileId.nullable()
});

export const zFileUpload = z.strictObject({
    file: z.string(),
    expiresInSeconds: zExpirySeconds.optional()
});

/**
 * How an installation is.
 */
export const zHealthStatus = z.enum([
    'ok',
    'degraded',
    'down'
]);

/**
 * What an import can write.
 */
export const zImportCollection = z.enum(['accounts', 'contacts']);

/**
 * What a column fills: a field of the collection (`externalId`, `name`, `domain` of accounts; `externalId`, `email`,
 * `firstName`, `lastName`, `title` of contacts, and `accountExternalId` or `accountDomain`, which name the account they
 * belong to), `attributes.` and a name of up to 64 characters, or `ignore`, which leaves the column out.
 */
export const zImportField = z.string().max(75).regex(/^(attributes\.)?[A-Za-z][A-Za-z0-9_]{0,63}$/, 'must be a field of the collection, attributes.<name> or ignore');

/**
 * The field by which a row finds the record it updates.
 */
export const zImportMatchField = z.enum([
    'externalId',
    'domain',
    'email'
]);

/**
 * What to import.
 */
export const zDataImportInput = z.strictObject({
    fileId: zFileId,
    collection: zImportCollection,
    mapping: z.record(z.string(), zImportField).optional(),
    matchBy: zImportMatchField.optional()
});

/**
 * What is known of the input of a `data:import` node: see `DataImportInput`.
 */
export const zDataImportNodeInput = z.strictObject({
    fileId: zFileId.optional(),
    collection: zImportCollection.optional(),
    mapping: z.record(z.string(), zImportField).optional(),
    matchBy: zImportMatchField.optional()
});

/**
 * What can be done to jobs by hand, many at once.
 */
export const zJobAction = z.enum([
    'cancel',
    'retry',
    'resolve'
]);

/**
 * How many jobs an action would be taken on, as they stand now.
 */
export const zJobActionMatches = z.strictObject({
    matched: z.int().gte(0)
});

/**
 * What kind of thing made a job.
 */
export const zJobCreatorKind = z.enum([
    'user',
    'key',
    'schedule',
    'job',
    'system'
]);

/**
 * Who made a job. It comes from the credential, never from the body, so that it can be relied on when somebody asks
 * afterwards.
 */
export const zJobCreator = z.strictObject({
    kind: zJobCreatorKind,
    id: z.string().nullable()
});

/**
 * Why an attempt failed.
 */
export const zJobError = z.strictObject({
    code: z.string(),
    message: z.string(),
    attempt: z.int().gte(0).max(2147483647, { error: 'Invalid value: Expected int32 to be <= 2147483647' })
});

/**
 * Id of a job. A batch is a job too, so its id has this form as well.
 */
export const zJobId = z.string().regex(/^job_[0-7][0-9a-hjkmnp-tv-z]{25}$/, 'must be a job id, such as job_01k2v7q0c4e8h9jm3npqrst5vw');

/**
 * The job that does what was asked for: it has progress, can be waited for and cancelled like any other.
 */
export const zAcceptedWork = z.strictObject({
    jobId: zJobId
});

/**
 * Dead letters of one cause that nobody has resolved.
 */
export const zDeadLetterGroup = z.strictObject({
    fingerprint: zErrorFingerprint,
    code: z.string(),
    message: z.string(),
    types: z.array(z.string()).max(10),
    count: z.int().gte(1).max(2147483647, { error: 'Invalid value: Expected int32 to be <= 2147483647' }),
    series: z.array(zDeadLetterDay).max(14),
    firstAt: z.iso.datetime({ offset: true }),
    lastAt: z.iso.datetime({ offset: true }),
    sampleIds: z.array(zJobId).max(5)
});

/**
 * The groups, that of the newest dead letter first: at most 100, of the newest 10,000 dead letters. `nextCursor` is always
 * null.
 */
export const zDeadLetterGroupPage = z.strictObject({
    data: z.array(zDeadLetterGroup),
    nextCursor: z.string().nullable(),
    isComplete: z.boolean()
});

/**
 * The heavy members of a job, which lists leave out unless asked for.
 */
export const zJobInclude = z.enum(['input', 'output']);

/**
 * How much a line matters.
 */
export const zJobLogLevel = z.enum([
    'debug',
    'info',
    'warn',
    'error'
]);

/**
 * One line of a job's log. At most 8 KiB a line and 10,000 lines a run; what is beyond is cut, and said to be.
 */
export const zJobLog = z.strictObject({
    id: z.int().gte(1).lte(9007199254740991),
    at: z.iso.datetime({ offset: true }),
    run: z.int().gte(0).max(2147483647, { error: 'Invalid value: Expected int32 to be <= 2147483647' }),
    level: zJobLogLevel,
    message: z.string(),
    fields: z.record(z.string(), z.unknown()).nullable()
});

/**
 * A run wrote a log line. Sent in a job's own stream only, in the order of the lines' ids, none left out.
 */
export const zJobLogEvent = z.strictObject({
    type: z.enum(['job.log']),
    id: z.string().optional(),
    jobId: zJobId,
    log: zJobLog
});

/**
 * A page of log lines, oldest first.
 */
export const zJobLogPage = z.strictObject({
    data: z.array(zJobLog),
    nextCursor: z.string().nullable()
});

/**
 * Seconds below which half, 95 % and 99 % of the jobs stayed; null where none were measured.
 */
export const zJobPercentiles = z.strictObject({
    p50: z.number().nullable(),
    p95: z.number().nullable(),
    p99: z.number().nullable()
});

/**
 * How long jobs waited and ran: of the 10,000 that ended last in the period, without batches.
 */
export const zJobLatency = z.strictObject({
    wait: zJobPercentiles,
    run: zJobPercentiles
});

/**
 * How urgent a job is beside the other jobs of its organisation. It never costs another organisation its turn.
 */
export const zJobPriority = z.enum([
    'high',
    'normal',
    'low'
]);

/**
 * How far a run has come, as its handler reports it.
 */
export const zJobProgress = z.strictObject({
    percent: z.int().gte(0).lte(100),
    message: z.string().nullable()
});

/**
 * A run has come further. Sent instead of `job.updated` when nothing else has changed.
 */
export const zJobProgressEvent = z.strictObject({
    type: z.enum(['job.progress']),
    id: z.string().optional(),
    jobId: zJobId,
    run: z.int().gte(0).max(2147483647, { error: 'Invalid value: Expected int32 to be <= 2147483647' }),
    progress: zJobProgress
});

/**
 * How a run ended.
 */
export const zJobRunOutcome = z.enum([
    'completed',
    'failed',
    'retrying',
    'cancelled',
    'handed_back',
    'snoozed',
    'lost',
    'released'
]);

/**
 * One time that a worker took a job in hand.
 */
export const zJobRun = z.strictObject({
    run: z.int().gte(1).max(2147483647, { error: 'Invalid value: Expected int32 to be <= 2147483647' }),
    attempt: z.int().gte(0).max(2147483647, { error: 'Invalid value: Expected int32 to be <= 2147483647' }),
    workerId: z.string(),
    startedAt: z.iso.datetime({ offset: true }),
    endedAt: z.iso.datetime({ offset: true }).nullable(),
    outcome: zJobRunOutcome.nullable(),
    error: zJobError.nullable()
});

/**
 * A page of runs, newest first.
 */
export const zJobRunPage = z.strictObject({
    data: z.array(zJobRun),
    nextCursor: z.string().nullable()
});

/**
 * What ended in a part of the period.
 */
export const zJobStatsPoint = z.strictObject({
    from: z.iso.datetime({ offset: true }),
    to: z.iso.datetime({ offset: true }),
    finished: zBoundedCount,
    failed: zBoundedCount
});

/**
 * Where a job stands. A new job is `scheduled`, `blocked` or `pending`; a worker makes it `processing`; what comes of
 * the attempt decides between `retrying` and the three ends. An ended job changes no more, unless a failed one is
 * retried by hand.
 */
export const zJobStatus = z.enum([
    'scheduled',
    'blocked',
    'pending',
    'processing',
    'retrying',
    'completed',
    'failed',
    'cancelled'
]);

/**
 * How many jobs stand in each status now, children of batches among them.
 */
export const zJobStatusCounts = z.strictObject({
    scheduled: zBoundedCount,
    blocked: zBoundedCount,
    pending: zBoundedCount,
    processing: zBoundedCount,
    retrying: zBoundedCount,
    completed: zBoundedCount,
    failed: zBoundedCount,
    cancelled: zBoundedCount
});

/**
 * The thing of the caller's own that a job is about: an invoice, an order, a customer. Jobs can be listed by it
 * (`?subjectType=…&subjectId=…`). Rota does not look inside.
 */
export const zJobSubject = z.strictObject({
    type: z.string().min(1).max(100),
    id: z.string().min(1).max(255)
});

/**
 * The name of a job type.
 */
export const zJobTypeName = z.enum([
    'data:import',
    'dead-letters:retry',
    'demo:run',
    'jobs:act',
    'batch'
]);

/**
 * A batch. Its jobs are listed with `GET …/jobs?batchId=…`.
 */
export const zBatch = z.strictObject({
    id: zJobId,
    type: zJobTypeName,
    status: zJobStatus,
    failurePolicy: zBatchFailurePolicy,
    counts: zBatchCounts,
    cancelRequestedAt: z.iso.datetime({ offset: true }).nullable(),
    createdAt: z.iso.datetime({ offset: true }),
    startedAt: z.iso.datetime({ offset: true }).nullable(),
    finishedAt: z.iso.datetime({ offset: true }).nullable()
});

/**
 * The jobs of a batch have come further, or the batch itself has changed: how it stands, with its counters. Jobs of
 * batches are not told by themselves, except in their own streams: who shows them reads their list again.
 */
export const zBatchUpdatedEvent = z.strictObject({
    type: z.enum(['batch.updated']),
    id: z.string().optional(),
    batch: zBatch
});

/**
 * The one thing that keeps a job from running.
 */
export const zJobWaitingReason = z.enum([
    'scheduled',
    'blocked',
    'line',
    'organisationCap',
    'typeCap',
    'paused',
    'backoff',
    'noWorker',
    'none'
]);

/**
 * What a job waits for.
 */
export const zJobWaiting = z.strictObject({
    reason: zJobWaitingReason,
    detail: z.string(),
    position: zBoundedCount,
    estimatedStartAt: z.iso.datetime({ offset: true }).nullable()
});

/**
 * What came of it.
 */
export const zJobsActOutput = z.strictObject({
    matched: z.int().gte(0),
    changed: z.int().gte(0)
});

/**
 * What one step of a patch does.
 */
export const zJsonPatchOperationKind = z.enum([
    'add',
    'remove',
    'replace',
    'move',
    'copy',
    'test'
]);

/**
 * One step of a JSON Patch (RFC 6902).
 */
export const zJsonPatchOperation = z.strictObject({
    op: zJsonPatchOperationKind,
    path: z.string().max(1000),
    from: z.string().max(1000).optional(),
    value: z.unknown().optional()
});

/**
 * How to retry a group. Nothing at all: all of it, now.
 */
export const zDeadLetterRetryOptions = z.strictObject({
    first: z.int().gte(1).lte(1000).optional(),
    stopAtFailureShare: z.number().gte(0).lte(1).optional(),
    patch: z.array(zJsonPatchOperation).min(1).max(100).optional()
});

/**
 * Which group, and how.
 */
export const zDeadLettersRetryInput = z.strictObject({
    fingerprint: zErrorFingerprint,
    first: z.int().gte(1).lte(1000).optional(),
    stopAtFailureShare: z.number().gte(0).lte(1).optional(),
    patch: z.array(zJsonPatchOperation).min(1).max(100).optional()
});

/**
 * What is known of the input of a `dead-letters:retry` node: see `DeadLettersRetryInput`.
 */
export const zDeadLettersRetryNodeInput = z.strictObject({
    fingerprint: zErrorFingerprint.optional(),
    first: z.int().gte(1).lte(1000).optional(),
    stopAtFailureShare: z.number().gte(0).lte(1).optional(),
    patch: z.array(zJsonPatchOperation).min(1).max(100).optional()
});

/**
 * What requests, jobs and files are held to. Each bound is inclusive.
 */
export const zLimits = z.strictObject({
    bodyBytes: z.int().gte(1),
    bulkBodyBytes: z.int().gte(1),
    bulkJobs: z.int().gte(1),
    jobInputBytes: z.int().gte(1),
    jobOutputBytes: z.int().gte(1),
    jobLogLineBytes: z.int().gte(1),
    jobLogLinesPerRun: z.int().gte(1),
    jsonDepth: z.int().gte(1),
    fileBytes: z.int().gte(1),
    pageItems: z.int().gte(1),
    waitSeconds: z.int().gte(1)
});

/**
 * The process lives.
 */
export const zLiveness = z.strictObject({
    status: z.enum(['ok'])
});

/**
 * The installation.
 */
export const zMeta = z.strictObject({
    version: z.string(),
    timeZoneDataVersion: z.string(),
    limits: zLimits
});

/**
 * Id of an organisation: the first segment of nearly every path.
 */
export const zOrganisationId = z.string().regex(/^org_[0-7][0-9a-hjkmnp-tv-z]{25}$/, 'must be an organisation id, such as org_01k2v7q0c4e8h9jm3npqrst5vw');

/**
 * A tenant. Jobs, files, accounts, contacts and keys belong to exactly one; nothing of one can be seen from another.
 */
export const zOrganisation = z.strictObject({
    id: zOrganisationId,
    name: z.string().min(1).max(200),
    slug: z.string().min(1).max(63).regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
    paused: z.boolean(),
    createdAt: z.iso.datetime({ offset: true })
});

/**
 * A page of organisations, newest first.
 */
export const zOrganisationPage = z.strictObject({
    data: z.array(zOrganisation),
    nextCursor: z.string().nullable()
});

export const zParentFailureEffect = z.enum([
    'fail',
    'skip',
    'continue'
]);

/**
 * One thing that readiness depends on.
 */
export const zReadinessCheck = z.enum(['ok', 'failed']);

/**
 * Whether the process can do its work.
 */
export const zReadiness = z.strictObject({
    ready: z.boolean(),
    checks: z.record(z.string(), zReadinessCheck)
});

/**
 * What to do differently when a job is done again.
 */
export const zReplayJobRequest = z.strictObject({
    input: z.unknown().optional()
});

/**
 * What to write beside a dead letter that is dealt with.
 */
export const zResolveJobRequest = z.strictObject({
    note: z.string().min(1).max(2000).optional()
});

/**
 * One wait of a `list` policy, in seconds, up to a week.
 */
export const zRetryDelaySeconds = z.int().gte(0).lte(604800);

/**
 * How the wait grows from attempt to attempt; n counts failed attempts from 1.
 */
export const zRetryStrategy = z.enum([
    'exponential',
    'linear',
    'fixed',
    'list'
]);

/**
 * The wait between attempts, as a job has it.
 */
export const zRetryPolicy = z.strictObject({
    strategy: zRetryStrategy,
    baseSeconds: z.int().gte(0).lte(86400),
    maxSeconds: z.int().gte(0).lte(604800),
    delaysSeconds: z.array(zRetryDelaySeconds).max(100),
    jitter: z.number().gte(0).lte(1)
});

/**
 * What a job of a type gets where the request says nothing. They are read when a job is made: changing them changes no
 * job that there is.
 */
export const zJobTypeDefaults = z.strictObject({
    priority: zJobPriority,
    maxAttempts: z.int().gte(1).lte(100),
    timeoutSeconds: z.int().gte(1).lte(82800),
    retry: zRetryPolicy
});

/**
 * A type of job.
 */
export const zJobType = z.strictObject({
    type: z.string(),
    category: z.string(),
    description: z.string(),
    inputSchema: z.record(z.string(), z.unknown()),
    outputSchema: z.record(z.string(), z.unknown()),
    defaults: zJobTypeDefaults,
    retired: z.boolean(),
    paused: z.boolean()
});

/**
 * All types, in the order of their names. `nextCursor` is always null: the catalogue is one page.
 */
export const zJobTypePage = z.strictObject({
    data: z.array(zJobType),
    nextCursor: z.string().nullable()
});

/**
 * The wait between attempts, as a request may ask for it. Everything has a default.
 */
export const zRetryPolicyRequest = z.strictObject({
    strategy: zRetryStrategy.optional().default('exponential'),
    baseSeconds: z.int().gte(0).lte(86400).optional().default(5),
    maxSeconds: z.int().gte(0).lte(604800).optional().default(3600),
    delaysSeconds: z.array(zRetryDelaySeconds).max(100).optional().default([]),
    jitter: z.number().gte(0).lte(1).optional().default(0.2)
});

/**
 * The request for a `data:import` job.
 */
export const zCreateDataImportJob = z.strictObject({
    type: z.enum(['data:import']),
    input: zDataImportInput,
    priority: zJobPriority.optional(),
    runAt: z.iso.datetime({ offset: true }).optional(),
    maxAttempts: z.int().gte(1).lte(100).optional(),
    retry: zRetryPolicyRequest.optional(),
    timeoutSeconds: z.int().gte(1).lte(82800).optional(),
    uniqueKey: z.string().min(1).max(255).optional(),
    subject: zJobSubject.optional(),
    dependsOn: z.array(zJobId).max(1000).optional(),
    onParentFailure: zParentFailureEffect.optional()
});

/**
 * The request for a batch of `data:import` jobs.
 */
export const zCreateDataImportJobBatch = z.strictObject({
    type: z.enum(['data:import']),
    items: z.array(z.strictObject({
        input: zDataImportInput
    })).min(1).max(100000),
    failurePolicy: zBatchFailurePolicy.optional(),
    priority: zJobPriority.optional(),
    runAt: z.iso.datetime({ offset: true }).optional(),
    maxAttempts: z.int().gte(1).lte(100).optional(),
    retry: zRetryPolicyRequest.optional(),
    timeoutSeconds: z.int().gte(1).lte(82800).optional(),
    subject: zJobSubject.optional()
});

/**
 * The request for a `dead-letters:retry` job.
 */
export const zCreateDeadLettersRetryJob = z.strictObject({
    type: z.enum(['dead-letters:retry']),
    input: zDeadLettersRetryInput,
    priority: zJobPriority.optional(),
    runAt: z.iso.datetime({ offset: true }).optional(),
    maxAttempts: z.int().gte(1).lte(100).optional(),
    retry: zRetryPolicyRequest.optional(),
    timeoutSeconds: z.int().gte(1).lte(82800).optional(),
    uniqueKey: z.string().min(1).max(255).optional(),
    subject: zJobSubject.optional(),
    dependsOn: z.array(zJobId).max(1000).optional(),
    onParentFailure: zParentFailureEffect.optional()
});

/**
 * The request for a batch of `dead-letters:retry` jobs.
 */
export const zCreateDeadLettersRetryJobBatch = z.strictObject({
    type: z.enum(['dead-letters:retry']),
    items: z.array(z.strictObject({
        input: zDeadLettersRetryInput
    })).min(1).max(100000),
    failurePolicy: zBatchFailurePolicy.optional(),
    priority: zJobPriority.optional(),
    runAt: z.iso.datetime({ offset: true }).optional(),
    maxAttempts: z.int().gte(1).lte(100).optional(),
    retry: zRetryPolicyRequest.optional(),
    timeoutSeconds: z.int().gte(1).lte(82800).optional(),
    subject: zJobSubject.optional()
});

/**
 * The request for a `demo:run` job.
 */
export const zCreateDemoRunJob = z.strictObject({
    type: z.enum(['demo:run']),
    input: zDemoRunInput,
    priority: zJobPriority.optional(),
    runAt: z.iso.datetime({ offset: true }).optional(),
    maxAttempts: z.int().gte(1).lte(100).optional(),
    retry: zRetryPolicyRequest.optional(),
    timeoutSeconds: z.int().gte(1).lte(82800).optional(),
    uniqueKey: z.string().min(1).max(255).optional(),
    subject: zJobSubject.optional(),
    dependsOn: z.array(zJobId).max(1000).optional(),
    onParentFailure: zParentFailureEffect.optional()
});

/**
 * The request for a batch of `demo:run` jobs.
 */
export const zCreateDemoRunJobBatch = z.strictObject({
    type: z.enum(['demo:run']),
    items: z.array(z.strictObject({
        input: zDemoRunInput
    })).min(1).max(100000),
    failurePolicy: zBatchFailurePolicy.optional(),
    priority: zJobPriority.optional(),
    runAt: z.iso.datetime({ offset: true }).optional(),
    maxAttempts: z.int().gte(1).lte(100).optional(),
    retry: zRetryPolicyRequest.optional(),
    timeoutSeconds: z.int().gte(1).lte(82800).optional(),
    subject: zJobSubject.optional()
});

/**
 * Id of a schedule: the rule that made a job.
 */
export const zScheduleId = z.string().regex(/^sch_[0-7][0-9a-hjkmnp-tv-z]{25}$/, 'must be a schedule id, such as sch_01k2v7q0c4e8h9jm3npqrst5vw');

/**
 * Which jobs: the filters of `GET …/jobs`. Those of different names must all hold; values of one name are alternatives.
 * None at all means every job that the action can be taken on.
 */
export const zJobActionFilter = z.strictObject({
    status: z.array(zJobStatus).max(8).optional(),
    type: z.array(zJobTypeName).max(100).optional(),
    createdAfter: z.iso.datetime({ offset: true }).optional(),
    createdBefore: z.iso.datetime({ offset: true }).optional(),
    subjectType: z.string().min(1).max(100).optional(),
    subjectId: z.string().min(1).max(255).optional(),
    batchId: zJobId.optional(),
    scheduleId: zScheduleId.optional(),
    deadLettered: z.boolean().optional(),
    fingerprint: zErrorFingerprint.optional(),
    search: z.string().min(1).max(200).optional()
});

/**
 * What to do to which jobs.
 */
export const zJobActionRequest = z.strictObject({
    action: zJobAction,
    filter: zJobActionFilter,
    note: z.string().min(1).max(2000).optional(),
    dryRun: z.boolean().optional().default(false)
});

/**
 * What to do, and to which jobs.
 */
export const zJobsActInput = z.strictObject({
    action: zJobAction,
    filter: zJobActionFilter,
    note: z.string().min(1).max(2000).optional()
});

/**
 * The request for a `jobs:act` job.
 */
export const zCreateJobsActJob = z.strictObject({
    type: z.enum(['jobs:act']),
    input: zJobsActInput,
    priority: zJobPriority.optional(),
    runAt: z.iso.datetime({ offset: true }).optional(),
    maxAttempts: z.int().gte(1).lte(100).optional(),
    retry: zRetryPolicyRequest.optional(),
    timeoutSeconds: z.int().gte(1).lte(82800).optional(),
    uniqueKey: z.string().min(1).max(255).optional(),
    subject: zJobSubject.optional(),
    dependsOn: z.array(zJobId).max(1000).optional(),
    onParentFailure: zParentFailureEffect.optional()
});

/**
 * The request for a job. `type` decides the shape of `input`.
 */
export const zCreateJobRequest = z.discriminatedUnion('type', [
    zCreateDataImportJob.extend({ type: z.literal('data:import') }),
    zCreateDeadLettersRetryJob.extend({ type: z.literal('dead-letters:retry') }),
    zCreateDemoRunJob.extend({ type: z.literal('demo:run') }),
    zCreateJobsActJob.extend({ type: z.literal('jobs:act') })
]);

/**
 * The request for a batch of `jobs:act` jobs.
 */
export const zCreateJobsActJobBatch = z.strictObject({
    type: z.enum(['jobs:act']),
    items: z.array(z.strictObject({
        input: zJobsActInput
    })).min(1).max(100000),
    failurePolicy: zBatchFailurePolicy.optional(),
    priority: zJobPriority.optional(),
    runAt: z.iso.datetime({ offset: true }).optional(),
    maxAttempts: z.int().gte(1).lte(100).optional(),
    retry: zRetryPolicyRequest.optional(),
    timeoutSeconds: z.int().gte(1).lte(82800).optional(),
    subject: zJobSubject.optional()
});

/**
 * The request for a batch. `type` decides the shape of each item's `input`.
 */
export const zCreateBatchRequest = z.discriminatedUnion('type', [
    zCreateDataImportJobBatch.extend({ type: z.literal('data:import') }),
    zCreateDeadLettersRetryJobBatch.extend({ type: z.literal('dead-letters:retry') }),
    zCreateDemoRunJobBatch.extend({ type: z.literal('demo:run') }),
    zCreateJobsActJobBatch.extend({ type: z.literal('jobs:act') })
]);

/**
 * Jobs to make together.
 */
export const zCreateJobsRequest = z.strictObject({
    jobs: z.array(zCreateJobRequest).min(1).max(1000)
});

/**
 * What is known of the input of a `jobs:act` node: see `JobsActInput`.
 */
export const zJobsActNodeInput = z.strictObject({
    action: zJobAction.optional(),
    filter: zJobActionFilter.optional(),
    note: z.string().min(1).max(2000).optional()
});

/**
 * A job that took long, or takes long now.
 */
export const zSlowJob = z.strictObject({
    id: zJobId,
    type: z.string(),
    startedAt: z.iso.datetime({ offset: true }),
    finishedAt: z.iso.datetime({ offset: true }).nullable(),
    seconds: z.number().gte(0)
});

/**
 * How an organisation's work goes.
 */
export const zJobStats = z.strictObject({
    byStatus: zJobStatusCounts,
    failedLast24h: zBoundedCount,
    slow: z.array(zSlowJob).max(20),
    series: z.array(zJobStatsPoint).max(70),
    latency: zJobLatency
});

/**
 * A file that Rota keeps for an organisation. Its content never changes.
 */
export const zStoredFile = z.strictObject({
    id: zFileId,
    name: z.string().min(1).max(255),
    contentType: z.string().max(255),
    sizeBytes: z.int().gte(0).lte(9007199254740991),
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
    expiresAt: z.iso.datetime({ offset: true }).nullable(),
    createdAt: z.iso.datetime({ offset: true })
});

/**
 * A page of files, newest first.
 */
export const zStoredFilePage = z.strictObject({
    data: z.array(zStoredFile),
    nextCursor: z.string().nullable()
});

/**
 * The first event for a client that came back too late, or with an id that is not known here: what changed in between is
 * not repeated. Read the list again; what follows is told from now on.
 */
export const zStreamResetEvent = z.strictObject({
    type: z.enum(['stream.reset']),
    id: z.string()
});

/**
 * Which installation answers, and from where.
 */
export const zSystemEnvironment = z.strictObject({
    name: z.string(),
    region: z.string().nullable()
});

/**
 * The state of an installation.
 */
export const zSystemHealth = z.strictObject({
    status: zHealthStatus,
    workerAlive: z.boolean(),
    workerIds: z.array(z.string()).max(100),
    timestamp: z.iso.datetime({ offset: true }),
    environment: zSystemEnvironment
});

/**
 * A run of a job as operators see it.
 */
export const zSystemJobRun = z.strictObject({
    run: z.int().gte(1).max(2147483647, { error: 'Invalid value: Expected int32 to be <= 2147483647' }),
    attempt: z.int().gte(0).max(2147483647, { error: 'Invalid value: Expected int32 to be <= 2147483647' }),
    workerId: z.string(),
    startedAt: z.iso.datetime({ offset: true }),
    endedAt: z.iso.datetime({ offset: true }).nullable(),
    outcome: zJobRunOutcome.nullable(),
    error: zJobError.nullable(),
    stack: z.string().nullable()
});

/**
 * A page of runs, newest first.
 */
export const zSystemJobRunPage = z.strictObject({
    data: z.array(zSystemJobRun),
    nextCursor: z.string().nullable()
});

/**
 * A queue of user jobs.
 */
export const zSystemQueue = z.strictObject({
    name: z.string(),
    types: z.array(z.string()),
    waiting: zBoundedCount,
    oldestWaitingAt: z.iso.datetime({ offset: true }).nullable(),
    inHand: z.int().gte(0).max(2147483647, { error: 'Invalid value: Expected int32 to be <= 2147483647' }),
    capacity: z.int().gte(0).max(2147483647, { error: 'Invalid value: Expected int32 to be <= 2147483647' }),
    concurrency: z.int().min(-2147483648, { error: 'Invalid value: Expected int32 to be >= -2147483648' }).max(2147483647, { error: 'Invalid value: Expected int32 to be <= 2147483647' }).nullable(),
    hardCap: z.int().min(-2147483648, { error: 'Invalid value: Expected int32 to be >= -2147483648' }).max(2147483647, { error: 'Invalid value: Expected int32 to be <= 2147483647' }).nullable(),
    servedBy: z.array(z.string()).max(100)
});

/**
 * A page of queues, by name.
 */
export const zSystemQueuePage = z.strictObject({
    data: z.array(zSystemQueue),
    nextCursor: z.string().nullable()
});

/**
 * How a run of a system job ended.
 */
export const zSystemRunOutcome = z.enum(['completed', 'failed']);

/**
 * A run of a system job.
 */
export const zSystemRun = z.strictObject({
    startedAt: z.iso.datetime({ offset: true }),
    endedAt: z.iso.datetime({ offset: true }).nullable(),
    outcome: zSystemRunOutcome.nullable(),
    error: z.string().nullable(),
    workerId: z.string()
});

/**
 * A job that the installation runs for itself, by the clock.
 */
export const zSystemSchedule = z.strictObject({
    name: z.string(),
    cron: z.string(),
    description: z.string(),
    lastRun: zSystemRun.nullable()
});

/**
 * A page of system schedules, by name.
 */
export const zSystemSchedulePage = z.strictObject({
    data: z.array(zSystemSchedule),
    nextCursor: z.string().nullable()
});

/**
 * A process that runs jobs.
 */
export const zSystemWorker = z.strictObject({
    id: z.string(),
    host: z.string(),
    region: z.string().nullable(),
    pid: z.int().min(-2147483648, { error: 'Invalid value: Expected int32 to be >= -2147483648' }).max(2147483647, { error: 'Invalid value: Expected int32 to be <= 2147483647' }),
    version: z.string(),
    roles: z.array(z.string()),
    queues: z.array(z.string()).nullable(),
    slots: z.int().gte(0).max(2147483647, { error: 'Invalid value: Expected int32 to be <= 2147483647' }),
    slotsInUse: z.int().gte(0).max(2147483647, { error: 'Invalid value: Expected int32 to be <= 2147483647' }),
    alive: z.boolean(),
    startedAt: z.iso.datetime({ offset: true }),
    lastSeenAt: z.iso.datetime({ offset: true })
});

/**
 * A page of workers, the last started first.
 */
export const zSystemWorkerPage = z.strictObject({
    data: z.array(zSystemWorker),
    nextCursor: z.string().nullable()
});

/**
 * The part of a request in which a violation was found.
 */
export const zViolationLocation = z.enum([
    'path',
    'query',
    'header',
    'body'
]);

/**
 * One thing that is wrong with a request.
 */
export const zViolation = z.strictObject({
    in: zViolationLocation,
    pointer: z.string(),
    message: z.string()
});

/**
 * An error, as RFC 9457 describes it.
 */
export const zProblem = z.strictObject({
    type: z.string(),
    title: z.string(),
    status: z.int().gte(400).lte(599),
    detail: z.string(),
    instance: z.string(),
    code: z.string(),
    requestId: z.string(),
    errors: z.array(zViolation).max(100).optional()
});

/**
 * What a bounded run of a worker came to.
 */
export const zWorkerRun = z.strictObject({
    claimed: z.int().gte(0).max(2147483647, { error: 'Invalid value: Expected int32 to be <= 2147483647' }),
    completed: z.int().gte(0).max(2147483647, { error: 'Invalid value: Expected int32 to be <= 2147483647' }),
    failed: z.int().gte(0).max(2147483647, { error: 'Invalid value: Expected int32 to be <= 2147483647' }),
    retrying: z.int().gte(0).max(2147483647, { error: 'Invalid value: Expected int32 to be <= 2147483647' }),
    left: z.int().gte(0).lte(10000),
    seconds: z.number().gte(0)
});

/**
 * Id of a workflow: the graph a job is a node of.
 */
export const zWorkflowId = z.string().regex(/^wfl_[0-7][0-9a-hjkmnp-tv-z]{25}$/, 'must be a workflow id, such as wfl_01k2v7q0c4e8h9jm3npqrst5vw');

/**
 * A batch's own job, in lists and wherever a job is read.
 */
export const zBatchJob = z.strictObject({
    type: z.enum(['batch']),
    id: zJobId,
    orgId: zOrganisationId,
    status: zJobStatus,
    parkedReason: z.string().nullable(),
    priority: zJobPriority,
    error: zJobError.nullable(),
    progress: zJobProgress,
    attempt: z.int().gte(0).max(2147483647, { error: 'Invalid value: Expected int32 to be <= 2147483647' }),
    maxAttempts: z.int().gte(1).max(2147483647, { error: 'Invalid value: Expected int32 to be <= 2147483647' }),
    retry: zRetryPolicy,
    timeoutSeconds: z.int().gte(1).lte(82800),
    runAt: z.iso.datetime({ offset: true }).nullable(),
    nextRetryAt: z.iso.datetime({ offset: true }).nullable(),
    createdBy: zJobCreator,
    subject: zJobSubject.nullable(),
    uniqueKey: z.string().nullable(),
    batchId: zJobId.nullable(),
    workflowId: zWorkflowId.nullable(),
    scheduleId: zScheduleId.nullable(),
    replayOf: zJobId.nullable(),
    workerId: z.string().nullable(),
    cancelRequestedAt: z.iso.datetime({ offset: true }).nullable(),
    deadLetteredAt: z.iso.datetime({ offset: true }).nullable(),
    errorFingerprint: zErrorFingerprint.nullable(),
    resolvedAt: z.iso.datetime({ offset: true }).nullable(),
    resolvedNote: z.string().nullable(),
    createdAt: z.iso.datetime({ offset: true }),
    startedAt: z.iso.datetime({ offset: true }).nullable(),
    finishedAt: z.iso.datetime({ offset: true }).nullable(),
    input: z.null().optional(),
    output: zBatchOutput.nullish()
});

/**
 * Imports accounts or contacts from an uploaded CSV file. Rows are streamed and written in chunks; running the same
 * file again updates its records and doubles none.
 */
export const zDataImportJob = z.strictObject({
    type: z.enum(['data:import']),
    id: zJobId,
    orgId: zOrganisationId,
    status: zJobStatus,
    parkedReason: z.string().nullable(),
    priority: zJobPriority,
    error: zJobError.nullable(),
    progress: zJobProgress,
    attempt: z.int().gte(0).max(2147483647, { error: 'Invalid value: Expected int32 to be <= 2147483647' }),
    maxAttempts: z.int().gte(1).max(2147483647, { error: 'Invalid value: Expected int32 to be <= 2147483647' }),
    retry: zRetryPolicy,
    timeoutSeconds: z.int().gte(1).lte(82800),
    runAt: z.iso.datetime({ offset: true }).nullable(),
    nextRetryAt: z.iso.datetime({ offset: true }).nullable(),
    createdBy: zJobCreator,
    subject: zJobSubject.nullable(),
    uniqueKey: z.string().nullable(),
    batchId: zJobId.nullable(),
    workflowId: zWorkflowId.nullable(),
    scheduleId: zScheduleId.nullable(),
    replayOf: zJobId.nullable(),
    workerId: z.string().nullable(),
    cancelRequestedAt: z.iso.datetime({ offset: true }).nullable(),
    deadLetteredAt: z.iso.datetime({ offset: true }).nullable(),
    errorFingerprint: zErrorFingerprint.nullable(),
    resolvedAt: z.iso.datetime({ offset: true }).nullable(),
    resolvedNote: z.string().nullable(),
    createdAt: z.iso.datetime({ offset: true }),
    startedAt: z.iso.datetime({ offset: true }).nullable(),
    finishedAt: z.iso.datetime({ offset: true }).nullable(),
    input: zDataImportInput.optional(),
    output: zDataImportOutput.nullish()
});

/**
 * Runs the jobs of one group of dead letters again: all, the first few, or the first few and then, when those have gone
 * well, the others. It is made by `POST …/dead-letters/groups/{fingerprint}/retry`, and is `scheduled` while it waits for
 * the first ones.
 */
export const zDeadLettersRetryJob = z.strictObject({
    type: z.enum(['dead-letters:retry']),
    id: zJobId,
    orgId: zOrganisationId,
    status: zJobStatus,
    parkedReason: z.string().nullable(),
    priority: zJobPriority,
    error: zJobError.nullable(),
    progress: zJobProgress,
    attempt: z.int().gte(0).max(2147483647, { error: 'Invalid value: Expected int32 to be <= 2147483647' }),
    maxAttempts: z.int().gte(1).max(2147483647, { error: 'Invalid value: Expected int32 to be <= 2147483647' }),
    retry: zRetryPolicy,
    timeoutSeconds: z.int().gte(1).lte(82800),
    runAt: z.iso.datetime({ offset: true }).nullable(),
    nextRetryAt: z.iso.datetime({ offset: true }).nullable(),
    createdBy: zJobCreator,
    subject: zJobSubject.nullable(),
    uniqueKey: z.string().nullable(),
    batchId: zJobId.nullable(),
    workflowId: zWorkflowId.nullable(),
    scheduleId: zScheduleId.nullable(),
    replayOf: zJobId.nullable(),
    workerId: z.string().nullable(),
    cancelRequestedAt: z.iso.datetime({ offset: true }).nullable(),
    deadLetteredAt: z.iso.datetime({ offset: true }).nullable(),
    errorFingerprint: zErrorFingerprint.nullable(),
    resolvedAt: z.iso.datetime({ offset: true }).nullable(),
    resolvedNote: z.string().nullable(),
    createdAt: z.iso.datetime({ offset: true }),
    startedAt: z.iso.datetime({ offset: true }).nullable(),
    finishedAt: z.iso.datetime({ offset: true }).nullable(),
    input: zDeadLettersRetryInput.optional(),
    output: zDeadLettersRetryOutput.nullish()
});

/**
 * Counts steps with progress and a log line each, for people who try things out. It can fail, ignore its signal or kill
 * its process on demand. Registered while the demo is on.
 */
export const zDemoRunJob = z.strictObject({
    type: z.enum(['demo:run']),
    id: zJobId,
    orgId: zOrganisationId,
    status: zJobStatus,
    parkedReason: z.string().nullable(),
    priority: zJobPriority,
    error: zJobError.nullable(),
    progress: zJobProgress,
    attempt: z.int().gte(0).max(2147483647, { error: 'Invalid value: Expected int32 to be <= 2147483647' }),
    maxAttempts: z.int().gte(1).max(2147483647, { error: 'Invalid value: Expected int32 to be <= 2147483647' }),
    retry: zRetryPolicy,
    timeoutSeconds: z.int().gte(1).lte(82800),
    runAt: z.iso.datetime({ offset: true }).nullable(),
    nextRetryAt: z.iso.datetime({ offset: true }).nullable(),
    createdBy: zJobCreator,
    subject: zJobSubject.nullable(),
    uniqueKey: z.string().nullable(),
    batchId: zJobId.nullable(),
    workflowId: zWorkflowId.nullable(),
    scheduleId: zScheduleId.nullable(),
    replayOf: zJobId.nullable(),
    workerId: z.string().nullable(),
    cancelRequestedAt: z.iso.datetime({ offset: true }).nullable(),
    deadLetteredAt: z.iso.datetime({ offset: true }).nullable(),
    errorFingerprint: zErrorFingerprint.nullable(),
    resolvedAt: z.iso.datetime({ offset: true }).nullable(),
    resolvedNote: z.string().nullable(),
    createdAt: z.iso.datetime({ offset: true }),
    startedAt: z.iso.datetime({ offset: true }).nullable(),
    finishedAt: z.iso.datetime({ offset: true }).nullable(),
    input: zDemoRunInput.optional(),
    output: zDemoRunOutput.nullish()
});

/**
 * Cancels, retries or resolves every job that a filter matches, in sets of some hundreds. It is made by
 * `POST …/jobs/actions`; when its worker dies, the next one goes on where it was.
 */
export const zJobsActJob = z.strictObject({
    type: z.enum(['jobs:act']),
    id: zJobId,
    orgId: zOrganisationId,
    status: zJobStatus,
    parkedReason: z.string().nullable(),
    priority: zJobPriority,
    error: zJobError.nullable(),
    progress: zJobProgress,
    attempt: z.int().gte(0).max(2147483647, { error: 'Invalid value: Expected int32 to be <= 2147483647' }),
    maxAttempts: z.int().gte(1).max(2147483647, { error: 'Invalid value: Expected int32 to be <= 2147483647' }),
    retry: zRetryPolicy,
    timeoutSeconds: z.int().gte(1).lte(82800),
    runAt: z.iso.datetime({ offset: true }).nullable(),
    nextRetryAt: z.iso.datetime({ offset: true }).nullable(),
    createdBy: zJobCreator,
    subject: zJobSubject.nullable(),
    uniqueKey: z.string().nullable(),
    batchId: zJobId.nullable(),
    workflowId: zWorkflowId.nullable(),
    scheduleId: zScheduleId.nullable(),
    replayOf: zJobId.nullable(),
    workerId: z.string().nullable(),
    cancelRequestedAt: z.iso.datetime({ offset: true }).nullable(),
    deadLetteredAt: z.iso.datetime({ offset: true }).nullable(),
    errorFingerprint: zErrorFingerprint.nullable(),
    resolvedAt: z.iso.datetime({ offset: true }).nullable(),
    resolvedNote: z.string().nullable(),
    createdAt: z.iso.datetime({ offset: true }),
    startedAt: z.iso.datetime({ offset: true }).nullable(),
    finishedAt: z.iso.datetime({ offset: true }).nullable(),
    input: zJobsActInput.optional(),
    output: zJobsActOutput.nullish()
});

/**
 * A job: one piece of work, from its creation to its end. `type` decides the shape of `input` and `output`.
 */
export const zJob = z.discriminatedUnion('type', [
    zDataImportJob.extend({ type: z.literal('data:import') }),
    zDeadLettersRetryJob.extend({ type: z.literal('dead-letters:retry') }),
    zDemoRunJob.extend({ type: z.literal('demo:run') }),
    zJobsActJob.extend({ type: z.literal('jobs:act') }),
    zBatchJob.extend({ type: z.literal('batch') })
]);

/**
 * Jobs that were made together.
 */
export const zCreatedJobs = z.strictObject({
    data: z.array(zJob).max(1000)
});

/**
 * A page of jobs, newest first.
 */
export const zJobPage = z.strictObject({
    data: z.array(zJob),
    nextCursor: z.string().nullable()
});

/**
 * A job was made or has changed: its whole state, without `input` and `output` (read the job for those). Sent first
 * in a job's own stream, and last when it ends.
 */
export const zJobUpdatedEvent = z.strictObject({
    type: z.enum(['job.updated']),
    id: z.string().optional(),
    job: zJob
});

/**
 * What a job's own stream sends.
 */
export const zJobEvent = z.discriminatedUnion('type', [
    zJobUpdatedEvent.extend({ type: z.literal('job.updated') }),
    zJobProgressEvent.extend({ type: z.literal('job.progress') }),
    zJobLogEvent.extend({ type: z.literal('job.log') }),
    zBatchUpdatedEvent.extend({ type: z.literal('batch.updated') })
]);

/**
 * What the stream of all of an organisation's jobs sends.
 */
export const zOrganisationJobEvent = z.discriminatedUnion('type', [
    zJobUpdatedEvent.extend({ type: z.literal('job.updated') }),
    zJobProgressEvent.extend({ type: z.literal('job.progress') }),
    zBatchUpdatedEvent.extend({ type: z.literal('batch.updated') }),
    zStreamResetEvent.extend({ type: z.literal('stream.reset') })
]);

/**
 * The name of a node in its workflow.
 */
export const zWorkflowNodeKey = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/, 'must be of 1 to 64 letters, digits, dots, underscores and dashes, the first a letter or a digit');

/**
 * A place in the output of another node.
 */
export const zWorkflowOutputSource = z.strictObject({
    node: zWorkflowNodeKey,
    path: z.string().max(1000).optional().default('')
});

/**
 * A `data:import` node of a workflow that is to be made.
 */
export const zDataImportNodeRequest = z.strictObject({
    key: zWorkflowNodeKey,
    type: z.enum(['data:import']),
    input: zDataImportNodeInput,
    inputFrom: z.record(z.string(), zWorkflowOutputSource).optional(),
    dependsOn: z.array(zWorkflowNodeKey).max(1000).optional(),
    onParentFailure: zParentFailureEffect.optional()
});

/**
 * A `dead-letters:retry` node of a workflow that is to be made.
 */
export const zDeadLettersRetryNodeRequest = z.strictObject({
    key: zWorkflowNodeKey,
    type: z.enum(['dead-letters:retry']),
    input: zDeadLettersRetryNodeInput,
    inputFrom: z.record(z.string(), zWorkflowOutputSource).optional(),
    dependsOn: z.array(zWorkflowNodeKey).max(1000).optional(),
    onParentFailure: zParentFailureEffect.optional()
});

/**
 * A `demo:run` node of a workflow that is to be made.
 */
export const zDemoRunNodeRequest = z.strictObject({
    key: zWorkflowNodeKey,
    type: z.enum(['demo:run']),
    input: zDemoRunNodeInput,
    inputFrom: z.record(z.string(), zWorkflowOutputSource).optional(),
    dependsOn: z.array(zWorkflowNodeKey).max(1000).optional(),
    onParentFailure: zParentFailureEffect.optional()
});

/**
 * A `jobs:act` node of a workflow that is to be made.
 */
export const zJobsActNodeRequest = z.strictObject({
    key: zWorkflowNodeKey,
    type: z.enum(['jobs:act']),
    input: zJobsActNodeInput,
    inputFrom: z.record(z.string(), zWorkflowOutputSource).optional(),
    dependsOn: z.array(zWorkflowNodeKey).max(1000).optional(),
    onParentFailure: zParentFailureEffect.optional()
});

/**
 * A node of a workflow with its job.
 */
export const zWorkflowNode = z.strictObject({
    key: zWorkflowNodeKey,
    dependsOn: z.array(zWorkflowNodeKey),
    inputFrom: z.record(z.string(), zWorkflowOutputSource).nullable(),
    onParentFailure: zParentFailureEffect,
    job: zJob
});

/**
 * A node of a workflow that is to be made. `type` decides the shape of `input`.
 */
export const zWorkflowNodeRequest = z.discriminatedUnion('type', [
    zDataImportNodeRequest.extend({ type: z.literal('data:import') }),
    zDeadLettersRetryNodeRequest.extend({ type: z.literal('dead-letters:retry') }),
    zDemoRunNodeRequest.extend({ type: z.literal('demo:run') }),
    zJobsActNodeRequest.extend({ type: z.literal('jobs:act') })
]);

/**
 * The request for a workflow.
 */
export const zCreateWorkflowRequest = z.strictObject({
    nodes: z.array(zWorkflowNodeRequest).min(1).max(1000)
});

/**
 * Where a workflow stands, as its jobs do.
 */
export const zWorkflowStatus = z.enum([
    'processing',
    'completed',
    'failed',
    'cancelled'
]);

/**
 * A graph of jobs.
 */
export const zWorkflow = z.strictObject({
    id: zWorkflowId,
    orgId: zOrganisationId,
    status: zWorkflowStatus,
    nodes: z.array(zWorkflowNode),
    createdBy: zJobCreator,
    createdAt: z.iso.datetime({ offset: true }),
    finishedAt: z.iso.datetime({ offset: true }).nullable()
});

/**
 * The batch.
 */
export const zBatchPathBatchId = zJobId;

/**
 * The group.
 */
export const zDeadLetterGroupPathFingerprint = zErrorFingerprint;

/**
 * The file.
 */
export const zFilePathFileId = zFileId;

/**
 * Any text of the caller's own, such as a UUID: 1 to 255 visible ASCII characters. A request with a key that the same
 * credential has used for this operation in the last 24 hours does nothing and gets the first one's answer, with
 * `Idempotent-Replayed: true`. Sent while the first is under way, it waits for that answer. Only successes are kept:
 * after a failure the key is as new. With another body it is refused, `idempotency.reused`.
 */
export const zIdempotent = z.string().regex(/^[!-~]{1,255}$/);

/**
 * The organisation. One that the credential may not enter is answered like one that does not exist.
 */
export const zInOrganisation = zOrganisationId;

/**
 * The jobs of this batch, which no other list has, for example `?batchId=job_…`.
 */
export const zJobFilterBatchId = zJobId;

/**
 * Jobs made at or after this time, for example `?createdAfter=2026-03-14T00:00:00Z`.
 */
export const zJobFilterCreatedAfter = z.iso.datetime({ offset: true });

/**
 * Jobs made before this time, for example `?createdBefore=2026-03-15T00:00:00Z`.
 */
export const zJobFilterCreatedBefore = z.iso.datetime({ offset: true });

/**
 * `true`: jobs that failed for good and wait for somebody to look at them; `false`: all others.
 */
export const zJobFilterDeadLettered = z.boolean();

/**
 * Jobs that failed for good of this cause: the `fingerprint` of a group of dead letters.
 */
export const zJobFilterFingerprint = zErrorFingerprint;

/**
 * The jobs that this schedule made, for example `?scheduleId=sch_…`.
 */
export const zJobFilterScheduleId = zScheduleId;

/**
 * Jobs that stand in one of these, for example `?status=failed&status=retrying`.
 */
export const zJobFilterStatus = z.array(zJobStatus).max(8);

/**
 * Jobs about the thing with this id, for example `?subjectType=invoice&subjectId=2026-0042`.
 */
export const zJobFilterSubjectId = z.string().min(1).max(255);

/**
 * Jobs about things of this kind, for example `?subjectType=invoice`.
 */
export const zJobFilterSubjectType = z.string().min(1).max(100);

/**
 * Jobs of one of these types, for example `?type=data:import`.
 */
export const zJobFilterType = z.array(zJobTypeName).max(100);

/**
 * The job.
 */
export const zJobPathJobId = zJobId;

/**
 * The name of the type, for example `demo:run`.
 */
export const zJobTypePathJobType = z.string().max(100).regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*:[a-z][a-z0-9]*(-[a-z0-9]+)*$/);

/**
 * Where the page begins: the `nextCursor` of the page before. Opaque; it belongs to the filters it came with, and one
 * that was tampered with is refused. Left out: the first page.
 */
export const zPageQueryCursor = z.string().min(1).max(512);

/**
 * How many items a page holds at most, for example `?limit=20`.
 */
export const zPageQueryLimit = z.int().gte(1).lte(100).default(50);

/**
 * The jobs of this batch, which no other list has, for example `?batchId=job_…`.
 */
export const zSystemJobFilterBatchId = zJobId;

/**
 * Jobs made at or after this time, for example `?createdAfter=2026-03-14T00:00:00Z`.
 */
export const zSystemJobFilterCreatedAfter = z.iso.datetime({ offset: true });

/**
 * Jobs made before this time, for example `?createdBefore=2026-03-15T00:00:00Z`.
 */
export const zSystemJobFilterCreatedBefore = z.iso.datetime({ offset: true });

/**
 * `true`: jobs that failed for good and wait for somebody to look at them; `false`: all others.
 */
export const zSystemJobFilterDeadLettered = z.boolean();

/**
 * Jobs of one organisation, for example `?orgId=org_…`.
 */
export const zSystemJobFilterOrgId = zOrganisationId;

/**
 * Jobs that stand in one of these, for example `?status=failed&status=retrying`.
 */
export const zSystemJobFilterStatus = z.array(zJobStatus).max(8);

/**
 * Jobs of one of these types, for example `?type=data:import`.
 */
export const zSystemJobFilterType = z.array(zJobTypeName).max(100);

/**
 * The jobs that this worker has in hand, for example `?workerId=worker-7f3a`.
 */
export const zSystemJobFilterWorkerId = z.string().min(1).max(255);

/**
 * Seconds until the answer at the latest, for example `?seconds=50`.
 */
export const zWorkerRunQuery = z.int().gte(1).lte(280).default(50);

/**
 * The workflow.
 */
export const zWorkflowPathWorkflowId = zWorkflowId;

/**
 * The request has succeeded.
 */
export const zGetLivezResponse = zLiveness;

/**
 * The process can do its work.
 */
export const zGetReadyzResponse = zReadiness;

/**
 * The request has succeeded.
 */
export const zGetMetaResponse = zMeta;

export const zListOrganisationsQuery = z.strictObject({
    limit: z.int().gte(1).lte(100).optional().default(50),
    cursor: z.string().min(1).max(512).optional()
});

/**
 * The request has succeeded.
 */
export const zListOrganisationsResponse = zOrganisationPage;

export const zGetOrganisationPath = z.strictObject({
    orgId: zOrganisationId
});

/**
 * The request has succeeded.
 */
export const zGetOrganisationResponse = zOrganisation;

export const zListAccountsPath = z.strictObject({
    orgId: zOrganisationId
});

export const zListAccountsQuery = z.strictObject({
    search: z.string().min(1).max(200).optional(),
    limit: z.int().gte(1).lte(100).optional().default(50),
    cursor: z.string().min(1).max(512).optional()
});

/**
 * The request has succeeded.
 */
export const zListAccountsResponse = zAccountPage;

export const zGetAccountPath = z.strictObject({
    orgId: zOrganisationId,
    accountId: zAccountId
});

/**
 * The request has succeeded.
 */
export const zGetAccountResponse = zAccount;

export const zCreateBatchBody = zCreateBatchRequest;

export const zCreateBatchHeaders = z.strictObject({
    'Idempotency-Key': z.string().regex(/^[!-~]{1,255}$/).optional()
});

export const zCreateBatchPath = z.strictObject({
    orgId: zOrganisationId
});

/**
 * The batch was made.
 */
export const zCreateBatchResponse = zBatch;

export const zGetBatchPath = z.strictObject({
    orgId: zOrganisationId,
    batchId: zJobId
});

/**
 * The request has succeeded.
 */
export const zGetBatchResponse = zBatch;

export const zCancelBatchPath = z.strictObject({
    orgId: zOrganisationId,
    batchId: zJobId
});

/**
 * The request has succeeded.
 */
export const zCancelBatchResponse = zBatch;

export const zRetryFailedOfBatchPath = z.strictObject({
    orgId: zOrganisationId,
    batchId: zJobId
});

/**
 * The request has succeeded.
 */
export const zRetryFailedOfBatchResponse = zBatch;

export const zListContactsPath = z.strictObject({
    orgId: zOrganisationId
});

export const zListContactsQuery = z.strictObject({
    search: z.string().min(1).max(200).optional(),
    limit: z.int().gte(1).lte(100).optional().default(50),
    cursor: z.string().min(1).max(512).optional()
});

/**
 * The request has succeeded.
 */
export const zListContactsResponse = zContactPage;

export const zGetContactPath = z.strictObject({
    orgId: zOrganisationId,
    contactId: zContactId
});

/**
 * The request has succeeded.
 */
export const zGetContactResponse = zContact;

export const zListDeadLetterGroupsPath = z.strictObject({
    orgId: zOrganisationId
});

/**
 * The request has succeeded.
 */
export const zListDeadLetterGroupsResponse = zDeadLetterGroupPage;

export const zResolveDeadLetterGroupBody = zDeadLetterResolveRequest;

export const zResolveDeadLetterGroupHeaders = z.strictObject({
    'Idempotency-Key': z.string().regex(/^[!-~]{1,255}$/).optional()
});

export const zResolveDeadLetterGroupPath = z.strictObject({
    orgId: zOrganisationId,
    fingerprint: zErrorFingerprint
});

/**
 * A job does it.
 */
export const zResolveDeadLetterGroupResponse = zAcceptedWork;

export const zRetryDeadLetterGroupBody = zDeadLetterRetryOptions;

export const zRetryDeadLetterGroupHeaders = z.strictObject({
    'Idempotency-Key': z.string().regex(/^[!-~]{1,255}$/).optional()
});

export const zRetryDeadLetterGroupPath = z.strictObject({
    orgId: zOrganisationId,
    fingerprint: zErrorFingerprint
});

/**
 * A job does it.
 */
export const zRetryDeadLetterGroupResponse = zAcceptedWork;

export const zListFilesPath = z.strictObject({
    orgId: zOrganisationId
});

export const zListFilesQuery = z.strictObject({
    limit: z.int().gte(1).lte(100).optional().default(50),
    cursor: z.string().min(1).max(512).optional()
});

/**
 * The request has succeeded.
 */
export const zListFilesResponse = zStoredFilePage;

/**
 * The form.
 */
export const zUploadFileBody = zFileUpload;

export const zUploadFilePath = z.strictObject({
    orgId: zOrganisationId
});

/**
 * The file was stored.
 */
export const zUploadFileResponse = zStoredFile;

export const zDeleteFilePath = z.strictObject({
    orgId: zOrganisationId,
    fileId: zFileId
});

/**
 * There is no content to send for this request, but the headers may be useful.
 */
export const zDeleteFileResponse = z.void();

export const zGetFilePath = z.strictObject({
    orgId: zOrganisationId,
    fileId: zFileId
});

/**
 * The request has succeeded.
 */
export const zGetFileResponse = zStoredFile;

export const zGetFileContentPath = z.strictObject({
    orgId: zOrganisationId,
    fileId: zFileId
});

/**
 * The content of a file, always as an attachment and never as the type it claims, so that no browser runs it.
 */
export const zGetFileContentResponse = z.string();

export const zListJobTypesPath = z.strictObject({
    orgId: zOrganisationId
});

/**
 * The request has succeeded.
 */
export const zListJobTypesResponse = zJobTypePage;

export const zPauseJobTypePath = z.strictObject({
    orgId: zOrganisationId,
    jobType: z.string().max(100).regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*:[a-z][a-z0-9]*(-[a-z0-9]+)*$/)
});

/**
 * The request has succeeded.
 */
export const zPauseJobTypeResponse = zJobType;

export const zResumeJobTypePath = z.strictObject({
    orgId: zOrganisationId,
    jobType: z.string().max(100).regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*:[a-z][a-z0-9]*(-[a-z0-9]+)*$/)
});

/**
 * The request has succeeded.
 */
export const zResumeJobTypeResponse = zJobType;

export const zListJobsPath = z.strictObject({
    orgId: zOrganisationId
});

export const zListJobsQuery = z.strictObject({
    status: z.array(zJobStatus).max(8).optional(),
    type: z.array(zJobTypeName).max(100).optional(),
    createdAfter: z.iso.datetime({ offset: true }).optional(),
    createdBefore: z.iso.datetime({ offset: true }).optional(),
    subjectType: z.string().min(1).max(100).optional(),
    subjectId: z.string().min(1).max(255).optional(),
    batchId: zJobId.optional(),
    scheduleId: zScheduleId.optional(),
    deadLettered: z.boolean().optional(),
    fingerprint: zErrorFingerprint.optional(),
    search: z.string().min(1).max(200).optional(),
    include: z.array(zJobInclude).max(2).optional(),
    limit: z.int().gte(1).lte(100).optional().default(50),
    cursor: z.string().min(1).max(512).optional()
});

/**
 * The request has succeeded.
 */
export const zListJobsResponse = zJobPage;

export const zCreateJobBody = zCreateJobRequest;

export const zCreateJobHeaders = z.strictObject({
    'Idempotency-Key': z.string().regex(/^[!-~]{1,255}$/).optional()
});

export const zCreateJobPath = z.strictObject({
    orgId: zOrganisationId
});

/**
 * The job with this `uniqueKey` has not ended; no new one was made.
 */
export const zCreateJobResponse = zJob;

export const zActOnJobsBody = zJobActionRequest;

export const zActOnJobsHeaders = z.strictObject({
    'Idempotency-Key': z.string().regex(/^[!-~]{1,255}$/).optional()
});

export const zActOnJobsPath = z.strictObject({
    orgId: zOrganisationId
});

export const zActOnJobsResponse = z.union([
    zJobActionMatches,
    zAcceptedWork
]);

export const zCreateJobsBody = zCreateJobsRequest;

export const zCreateJobsHeaders = z.strictObject({
    'Idempotency-Key': z.string().regex(/^[!-~]{1,255}$/).optional()
});

export const zCreateJobsPath = z.strictObject({
    orgId: zOrganisationId
});

/**
 * The jobs were made.
 */
export const zCreateJobsResponse = zCreatedJobs;

export const zStreamOrganisationJobEventsHeaders = z.strictObject({
    'Last-Event-ID': z.string().regex(/^[0-9.]{1,2400}$/).optional()
});

export const zStreamOrganisationJobEventsPath = z.strictObject({
    orgId: zOrganisationId
});

/**
 * A stream of server-sent events. The schema is that of one event's `data:`; the body is as many of them as there are.
 * Comment lines keep the connection alive.
 */
export const zStreamOrganisationJobEventsResponse = zOrganisationJobEvent;

export const zGetJobStatsPath = z.strictObject({
    orgId: zOrganisationId
});

export const zGetJobStatsQuery = z.strictObject({
    from: z.iso.datetime({ offset: true }).optional(),
    to: z.iso.datetime({ offset: true }).optional(),
    slowSeconds: z.int().gte(0).lte(86400).optional().default(300)
});

/**
 * The request has succeeded.
 */
export const zGetJobStatsResponse = zJobStats;

export const zGetJobPath = z.strictObject({
    orgId: zOrganisationId,
    jobId: zJobId
});

export const zGetJobQuery = z.strictObject({
    waitSeconds: z.int().gte(0).lte(30).optional().default(0)
});

/**
 * The request has succeeded.
 */
export const zGetJobResponse = zJob;

export const zCancelJobPath = z.strictObject({
    orgId: zOrganisationId,
    jobId: zJobId
});

/**
 * The request has succeeded.
 */
export const zCancelJobResponse = zJob;

export const zStreamJobEventsHeaders = z.strictObject({
    'Last-Event-ID': z.string().regex(/^[0-9]{1,16}$/).optional()
});

export const zStreamJobEventsPath = z.strictObject({
    orgId: zOrganisationId,
    jobId: zJobId
});

/**
 * A stream of server-sent events. The schema is that of one event's `data:`; the body is as many of them as there are.
 * Comment lines keep the connection alive.
 */
export const zStreamJobEventsResponse = zJobEvent;

export const zListJobLogsPath = z.strictObject({
    orgId: zOrganisationId,
    jobId: zJobId
});

export const zListJobLogsQuery = z.strictObject({
    afterId: z.int().gte(0).lte(9007199254740991).optional(),
    limit: z.int().gte(1).lte(100).optional().default(50),
    cursor: z.string().min(1).max(512).optional()
});

/**
 * The request has succeeded.
 */
export const zListJobLogsResponse = zJobLogPage;

export const zReplayJobBody = zReplayJobRequest;

export const zReplayJobHeaders = z.strictObject({
    'Idempotency-Key': z.string().regex(/^[!-~]{1,255}$/).optional()
});

export const zReplayJobPath = z.strictObject({
    orgId: zOrganisationId,
    jobId: zJobId
});

/**
 * The job was made.
 */
export const zReplayJobResponse = zJob;

export const zResolveJobBody = zResolveJobRequest;

export const zResolveJobPath = z.strictObject({
    orgId: zOrganisationId,
    jobId: zJobId
});

/**
 * The request has succeeded.
 */
export const zResolveJobResponse = zJob;

export const zRetryJobPath = z.strictObject({
    orgId: zOrganisationId,
    jobId: zJobId
});

/**
 * The request has succeeded.
 */
export const zRetryJobResponse = zJob;

export const zListJobRunsPath = z.strictObject({
    orgId: zOrganisationId,
    jobId: zJobId
});

export const zListJobRunsQuery = z.strictObject({
    limit: z.int().gte(1).lte(100).optional().default(50),
    cursor: z.string().min(1).max(512).optional()
});

/**
 * The request has succeeded.
 */
export const zListJobRunsResponse = zJobRunPage;

export const zGetJobWaitingPath = z.strictObject({
    orgId: zOrganisationId,
    jobId: zJobId
});

/**
 * The request has succeeded.
 */
export const zGetJobWaitingResponse = zJobWaiting;

export const zPauseOrganisationPath = z.strictObject({
    orgId: zOrganisationId
});

/**
 * The request has succeeded.
 */
export const zPauseOrganisationResponse = zOrganisation;

export const zResumeOrganisationPath = z.strictObject({
    orgId: zOrganisationId
});

/**
 * The request has succeeded.
 */
export const zResumeOrganisationResponse = zOrganisation;

export const zCreateWorkflowBody = zCreateWorkflowRequest;

export const zCreateWorkflowHeaders = z.strictObject({
    'Idempotency-Key': z.string().regex(/^[!-~]{1,255}$/).optional()
});

export const zCreateWorkflowPath = z.strictObject({
    orgId: zOrganisationId
});

/**
 * The workflow was made.
 */
export const zCreateWorkflowResponse = zWorkflow;

export const zGetWorkflowPath = z.strictObject({
    orgId: zOrganisationId,
    workflowId: zWorkflowId
});

/**
 * The request has succeeded.
 */
export const zGetWorkflowResponse = zWorkflow;

export const zCancelWorkflowPath = z.strictObject({
    orgId: zOrganisationId,
    workflowId: zWorkflowId
});

/**
 * The request has succeeded.
 */
export const zCancelWorkflowResponse = zWorkflow;

/**
 * The request has succeeded.
 */
export const zGetSystemHealthResponse = zSystemHealth;

export const zListSystemJobsQuery = z.strictObject({
    orgId: zOrganisationId.optional(),
    status: z.array(zJobStatus).max(8).optional(),
    type: z.array(zJobTypeName).max(100).optional(),
    createdAfter: z.iso.datetime({ offset: true }).optional(),
    createdBefore: z.iso.datetime({ offset: true }).optional(),
    batchId: zJobId.optional(),
    deadLettered: z.boolean().optional(),
    workerId: z.string().min(1).max(255).optional(),
    limit: z.int().gte(1).lte(100).optional().default(50),
    cursor: z.string().min(1).max(512).optional()
});

/**
 * The request has succeeded.
 */
export const zListSystemJobsResponse = zJobPage;

export const zListSystemJobRunsPath = z.strictObject({
    jobId: zJobId
});

export const zListSystemJobRunsQuery = z.strictObject({
    limit: z.int().gte(1).lte(100).optional().default(50),
    cursor: z.string().min(1).max(512).optional()
});

/**
 * The request has succeeded.
 */
export const zListSystemJobRunsResponse = zSystemJobRunPage;

export const zListSystemQueuesQuery = z.strictObject({
    limit: z.int().gte(1).lte(100).optional().default(50),
    cursor: z.string().min(1).max(512).optional()
});

/**
 * The request has succeeded.
 */
export const zListSystemQueuesResponse = zSystemQueuePage;

export const zListSystemSchedulesQuery = z.strictObject({
    limit: z.int().gte(1).lte(100).optional().default(50),
    cursor: z.string().min(1).max(512).optional()
});

/**
 * The request has succeeded.
 */
export const zListSystemSchedulesResponse = zSystemSchedulePage;

export const zRunWorkerByGetQuery = z.strictObject({
    seconds: z.int().gte(1).lte(280).optional().default(50)
});

/**
 * The request has succeeded.
 */
export const zRunWorkerByGetResponse = zWorkerRun;

export const zRunWorkerQuery = z.strictObject({
    seconds: z.int().gte(1).lte(280).optional().default(50)
});

/**
 * The request has succeeded.
 */
export const zRunWorkerResponse = zWorkerRun;

export const zListSystemWorkersQuery = z.strictObject({
    alive: z.boolean().optional(),
    limit: z.int().gte(1).lte(100).optional().default(50),
    cursor: z.string().min(1).max(512).optional()
});

/**
 * The request has succeeded.
 */
export const zListSystemWorkersResponse = zSystemWorkerPage;
