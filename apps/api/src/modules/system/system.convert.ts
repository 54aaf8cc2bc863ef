import type {
  Input,
  SystemHealth,
  SystemJobRun as JobRunResponse,
  SystemQueue,
  SystemSchedule as ScheduleResponse,
  SystemWorker,
} from '@rota/contracts/server';
import { decodeId } from '@rota/db';
import {
  WAITING_MAX,
  type ListedWorker,
  type QueueState,
  type SystemJobFilter,
  type SystemJobRun,
  type SystemSchedule,
} from '@rota/jobs';

import { fromTimestamp, toTimestamp } from '../../http/timestamp.ts';
import { toJobRunResponse } from '../jobs/index.ts';
import type { InstallationHealth } from './system.service.ts';

/** The filters of the list of jobs in the engine's words. */
export function fromSystemJobQuery({
  orgId,
  batchId,
  createdAfter,
  createdBefore,
  ...filters
}: Omit<Input<'listSystemJobs'>['query'], 'limit' | 'cursor'>): SystemJobFilter {
  return {
    ...filters,
    orgId: orgId === undefined ? undefined : toUuid(decodeId('org', orgId)),
    batchId: batchId === undefined ? undefined : toUuid(decodeId('job', batchId)),
    createdAfter: createdAfter === undefined ? undefined : fromTimestamp(createdAfter),
    createdBefore: createdBefore === undefined ? undefined : fromTimestamp(createdBefore),
  };
}

/** The contract's pattern lets no other id through. */
function toUuid(id: string | null): string {
  if (id === null) throw new Error('an id of the right form is no id');
  return id;
}

/** A worker in the contract's words. */
export function toWorkerResponse({ isAlive, key: _key, queues, ...worker }: ListedWorker): SystemWorker {
  return {
    ...worker,
    queues: queues.length === 0 ? null : queues,
    alive: isAlive,
    startedAt: worker.startedAt.toISOString(),
    lastSeenAt: worker.lastSeenAt.toISOString(),
  };
}

/** A queue in the contract's words. */
export function toQueueResponse({ types, waiting, oldestWaitingAt, ...queue }: QueueState): SystemQueue {
  return {
    ...queue,
    types: [...types],
    waiting: waiting > WAITING_MAX ? '10000+' : waiting,
    oldestWaitingAt: toTimestamp(oldestWaitingAt),
  };
}

/** A schedule in the contract's words. */
export function toScheduleResponse({ lastRun, ...schedule }: SystemSchedule): ScheduleResponse {
  if (lastRun === null) return { ...schedule, lastRun };
  return {
    ...schedule,
    lastRun: {
      ...lastRun,
      startedAt: lastRun.startedAt.toISOString(),
      endedAt: toTimestamp(lastRun.endedAt),
      error: lastRun.error?.message ?? null,
    },
  };
}

/** A run in the contract's words, with its stack. */
export function toSystemJobRunResponse({ stack, ...run }: SystemJobRun): JobRunResponse {
  return { ...toJobRunResponse(run), stack };
}

/** The health in the contract's words. */
export function toHealthResponse({ status, workerIds, at, environment }: InstallationHealth): SystemHealth {
  return {
    status,
    workerAlive: workerIds.length > 0,
    workerIds,
    timestamp: at.toISOString(),
    environment,
  };
}
