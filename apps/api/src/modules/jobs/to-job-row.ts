import type { WrittenJob } from '@rota/jobs';

import type { JobRow } from './jobs.repository.ts';

/**
 * A job that was just written, as a read of it would find it before anybody has moved it: a create needs no read of its
 * own, and answers the job as it was made, not what a quick worker has made of it since.
 */
export function toJobRow(job: WrittenJob): JobRow {
  const { status, createdBy, subject, runAt, createdAt } = job;
  const hasEnded = status === 'failed' || status === 'cancelled';
  return {
    id: job.id,
    orgId: job.orgId,
    type: job.type,
    status,
    parkedReason: null,
    priority: job.priority,
    input: job.input,
    output: null,
    error: job.error ?? null,
    errorFingerprint: null,
    progressPercent: 0,
    progressMessage: null,
    attempt: 0,
    maxAttempts: job.maxAttempts,
    run: 0,
    alone: false,
    retry: job.retry,
    timeoutSeconds: job.timeoutSeconds,
    runAt: runAt === null ? null : new Date(runAt),
    nextRetryAt: null,
    createdByKind: createdBy.kind,
    createdById: createdBy.id,
    subjectType: subject?.type ?? null,
    subjectId: subject?.id ?? null,
    uniqueKey: job.uniqueKey,
    batchId: job.batchId ?? null,
    batchIndex: job.batchIndex ?? null,
    workflowId: job.workflowId ?? null,
    nodeKey: job.nodeKey ?? null,
    inputFrom: job.inputFrom ?? null,
    openParents: job.openParents ?? 0,
    onParentFailure: job.onParentFailure ?? 'fail',
    hasDependents: job.hasDependents ?? false,
    scheduleId: job.scheduleId ?? null,
    replayOf: job.replayOf ?? null,
    workerId: null,
    cancelRequestedAt: null,
    deadLetteredAt: null,
    resolvedAt: null,
    resolvedNote: null,
    createdAt,
    startedAt: null,
    finishedAt: hasEnded ? createdAt : null,
  };
}
