import type { BoundedCount, JobStats as JobStatsResponse, JobWaiting } from '@rota/contracts/server';
import { encodeId } from '@rota/db';

import { COUNT_MAX } from './count-max.ts';
import type { WaitExplanation } from './explain-wait.ts';
import type { JobStats } from './job-stats.service.ts';

/** Statistics in the contract's words. */
export function toJobStatsResponse({
  byStatus,
  failedLast24h,
  slow,
  series,
  latency,
}: JobStats): JobStatsResponse {
  return {
    byStatus: {
      scheduled: toBoundedCount(byStatus.scheduled),
      blocked: toBoundedCount(byStatus.blocked),
      pending: toBoundedCount(byStatus.pending),
      processing: toBoundedCount(byStatus.processing),
      retrying: toBoundedCount(byStatus.retrying),
      completed: toBoundedCount(byStatus.completed),
      failed: toBoundedCount(byStatus.failed),
      cancelled: toBoundedCount(byStatus.cancelled),
    },
    failedLast24h: toBoundedCount(failedLast24h),
    slow: slow.map(({ id, startedAt, finishedAt, ...job }) => ({
      ...job,
      id: encodeId('job', id),
      startedAt: startedAt.toISOString(),
      finishedAt: finishedAt === null ? null : finishedAt.toISOString(),
    })),
    series: series.map(({ from, to, finished, failed }) => ({
      from: from.toISOString(),
      to: to.toISOString(),
      finished: toBoundedCount(finished),
      failed: toBoundedCount(failed),
    })),
    latency,
  };
}

/** What a job waits for, in the contract's words. */
export function toJobWaitingResponse({ position, estimatedStartAt, ...wait }: WaitExplanation): JobWaiting {
  return {
    ...wait,
    position: toBoundedCount(position),
    estimatedStartAt: estimatedStartAt === null ? null : estimatedStartAt.toISOString(),
  };
}

const toBoundedCount = (count: number): BoundedCount => (count > COUNT_MAX ? '10000+' : count);
