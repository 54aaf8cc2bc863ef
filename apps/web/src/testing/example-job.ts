import type { DemoRunJob, Job } from '@rota/contracts/client';

/** A job as the server sends it, with what a test is about. Ids rise with `number`, as they do with time. */
export function exampleJob(number: number, changes: Partial<DemoRunJob> = {}): Job {
  return {
    type: 'demo:run',
    id: `job_${String(number).padStart(26, '0')}`,
    orgId: 'org_01k2v7q0c4e8h9jm3npqrst5vw',
    status: 'pending',
    parkedReason: null,
    priority: 'normal',
    error: null,
    progress: { percent: 0, message: null },
    attempt: 0,
    maxAttempts: 5,
    retry: { strategy: 'exponential', baseSeconds: 5, maxSeconds: 3_600, delaysSeconds: [], jitter: 0.2 },
    timeoutSeconds: 3_600,
    runAt: null,
    nextRetryAt: null,
    createdBy: { kind: 'key', id: 'key_01k2v7q0c4e8h9jm3npqrst5vw' },
    subject: null,
    uniqueKey: null,
    batchId: null,
    workflowId: null,
    scheduleId: null,
    replayOf: null,
    workerId: null,
    cancelRequestedAt: null,
    deadLetteredAt: null,
    errorFingerprint: null,
    resolvedAt: null,
    resolvedNote: null,
    createdAt: '2026-03-14T09:00:00.000Z',
    startedAt: null,
    finishedAt: null,
    ...changes,
  };
}
