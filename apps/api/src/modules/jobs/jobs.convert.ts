import type {
  CatalogueEntry,
  Input,
  Job,
  JobEvent,
  JobLog,
  JobRun,
  JobType,
  OrganisationJobEvent,
} from '@rota/contracts/server';
import { encodeId, type IdPrefix } from '@rota/db';
import { toPublicCreator, type JobRequest } from '@rota/jobs';

import type { Principal } from '../../http/principal.ts';
import { readPathId } from '../../http/read-path-id.ts';
import { fromTimestamp, toTimestamp } from '../../http/timestamp.ts';
import { toBatchResponse } from '../batches/index.ts';
import type { JobStateItem, JobStreamItem } from './streams/job-stream.ts';
import { jobNotFound } from './jobs.errors.ts';
import { fromId } from './job-filter.convert.ts';
import type { JobLogRow } from './job-logs.repository.ts';
import type { JobRunRow } from './job-runs.repository.ts';
import type { JobKey, JobParts, JobRow } from './jobs.repository.ts';
import type { OrganisationStreamItem } from './streams/organisation-job-stream.ts';

/** A create request in the engine's words. Who creates comes from the credential. */
export function fromCreateJobRequest(
  { runAt, dependsOn, ...request }: Input<'createJob'>['body'],
  { orgId, principal }: { orgId: string; principal: Principal },
): JobRequest {
  return {
    ...request,
    dependsOn: dependsOn?.map((id) => fromId('job', id)),
    orgId,
    createdBy: { kind: principal.kind, id: principal.id },
    runAt: runAt === undefined ? undefined : fromTimestamp(runAt),
  };
}

/**
 * The job that a path names, in the repository's words.
 * @throws AppError `job.not_found` for an id that can be no job's
 */
export function toJobKey(orgId: string, publicJobId: string): JobKey {
  return { orgId, jobId: readPathId(publicJobId, { prefix: 'job', notFound: jobNotFound }) };
}

const ALL_PARTS: JobParts = { input: true, output: true };
const NO_PARTS: JobParts = { input: false, output: false };

/** A job in the contract's words, with the heavy members that were read. */
export function toJobResponse(row: JobRow, parts: JobParts = ALL_PARTS): Job {
  const job = {
    id: encodeId('job', row.id),
    orgId: encodeId('org', row.orgId),
    type: row.type,
    status: row.status,
    parkedReason: row.parkedReason,
    priority: row.priority,
    error: row.error,
    progress: { percent: row.progressPercent, message: row.progressMessage },
    attempt: row.attempt,
    maxAttempts: row.maxAttempts,
    retry: row.retry,
    timeoutSeconds: row.timeoutSeconds,
    runAt: toTimestamp(row.runAt),
    nextRetryAt: toTimestamp(row.nextRetryAt),
    createdBy: toPublicCreator({ kind: row.createdByKind, id: row.createdById }),
    subject:
      row.subjectType === null || row.subjectId === null
        ? null
        : { type: row.subjectType, id: row.subjectId },
    uniqueKey: row.uniqueKey,
    batchId: toId('job', row.batchId),
    workflowId: toId('wfl', row.workflowId),
    scheduleId: toId('sch', row.scheduleId),
    replayOf: toId('job', row.replayOf),
    workerId: row.workerId,
    cancelRequestedAt: toTimestamp(row.cancelRequestedAt),
    deadLetteredAt: toTimestamp(row.deadLetteredAt),
    errorFingerprint: row.errorFingerprint,
    resolvedAt: toTimestamp(row.resolvedAt),
    resolvedNote: row.resolvedNote,
    createdAt: row.createdAt.toISOString(),
    startedAt: toTimestamp(row.startedAt),
    finishedAt: toTimestamp(row.finishedAt),
    ...(parts.input ? { input: row.input } : {}),
    ...(parts.output ? { output: row.output } : {}),
  };
  // The table keeps the type as text and input and output as JSON. They fit each other because only the engine writes
  // them, after the validators of that type (those of a retired type fit whatever they are); in tests every reply is
  // compared with the contract.
  return job as Job;
}

/** A log line in the contract's words. */
export function toJobLogResponse({ id, at, run, level, message, fields }: JobLogRow): JobLog {
  return { id, at: at.toISOString(), run, level, message, fields };
}

/** A run in the contract's words. */
export function toJobRunResponse(row: JobRunRow): JobRun {
  return {
    run: row.run,
    attempt: row.attempt,
    workerId: row.workerId,
    startedAt: row.startedAt.toISOString(),
    endedAt: toTimestamp(row.endedAt),
    outcome: row.outcome,
    error: row.error,
  };
}

/** A type of the catalogue. */
export function toJobTypeResponse({
  inputSchema,
  outputSchema,
  ...entry
}: CatalogueEntry & { paused: boolean }): JobType {
  return {
    type: entry.type,
    category: entry.category,
    description: entry.description,
    inputSchema: { ...inputSchema },
    outputSchema: { ...outputSchema },
    defaults: entry.defaults,
    retired: entry.retired,
    paused: entry.paused,
  };
}

/** An event of a job's own stream. */
export function toJobEvent(item: JobStreamItem): JobEvent {
  if (item.kind !== 'log') return toStateEvent(item);
  const { line } = item;
  return {
    type: 'job.log',
    id: String(line.id),
    jobId: encodeId('job', line.jobId),
    log: toJobLogResponse(line),
  };
}

/** An event of an organisation's stream, where there are no lines. */
export function toOrganisationJobEvent(item: OrganisationStreamItem): OrganisationJobEvent {
  return item.kind === 'reset' ? { type: 'stream.reset', id: item.id } : toStateEvent(item);
}

function toStateEvent(item: JobStateItem): JobEvent & OrganisationJobEvent {
  const { kind, job, id } = item;
  const place = id === null ? {} : { id };
  if (kind === 'batch') {
    return { type: 'batch.updated', ...place, batch: toBatchResponse({ ...job, ...item.batch }) };
  }
  if (kind === 'updated') return { type: 'job.updated', ...place, job: toJobResponse(job, NO_PARTS) };
  const progress = { percent: job.progressPercent, message: job.progressMessage };
  return { type: 'job.progress', ...place, jobId: encodeId('job', job.id), run: job.run, progress };
}

function toId(prefix: IdPrefix, id: string | null): string | null {
  return id === null ? null : encodeId(prefix, id);
}
