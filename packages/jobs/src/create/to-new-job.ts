import { newId } from '@rota/db';

import type { JobHandler } from '../registry/define-job.ts';
import type { NewJob } from './enqueue.ts';
import { JobRequestError } from '../errors.ts';
import type { JobRequest } from './job-request.ts';
import { queueOf } from '../registry/user-queues.ts';
import type { JobHandlerRegistry } from '../registry/registry.ts';

/** What a request says of a job beside its input: what the children of a batch have in common. */
export type JobTemplate = Omit<NewJob, 'id' | 'messageId' | 'input'>;

/**
 * The handler of a type that may be created.
 * @throws JobRequestError `job.type_unknown`
 */
export function requireHandler(registry: Pick<JobHandlerRegistry, 'findUserJob'>, type: string): JobHandler {
  const handler = registry.findUserJob(type);
  if (handler !== undefined) return handler;
  throw new JobRequestError('job.type_unknown', `There is no job type ${type}.`, [
    { pointer: '/type', message: 'is not a job type of this installation' },
  ]);
}

/** A checked request with the defaults of its type. */
export function toJobTemplate(
  request: Omit<JobRequest, 'input'>,
  { handler, now }: { handler: JobHandler; now: Date },
): JobTemplate {
  const { defaults } = handler.contract;
  return {
    orgId: request.orgId,
    type: request.type,
    status: request.runAt !== undefined && request.runAt > now ? 'scheduled' : 'pending',
    queue: queueOf(handler),
    priority: request.priority ?? defaults.priority,
    maxAttempts: request.maxAttempts ?? defaults.maxAttempts,
    retry: request.retry ?? defaults.retry,
    timeoutSeconds: request.timeoutSeconds ?? defaults.timeoutSeconds,
    runAt: request.runAt?.toISOString() ?? null,
    createdBy: request.createdBy,
    subject: request.subject ?? null,
    uniqueKey: request.uniqueKey ?? null,
    onParentFailure: request.onParentFailure ?? 'fail',
    replayOf: request.replayOf ?? null,
    scheduleId: request.scheduleId ?? null,
  };
}

/** A job of its own, with its ids. */
export function toNewJob(template: JobTemplate, input: unknown): NewJob {
  return { ...template, id: newId(), messageId: template.status === 'pending' ? newId() : null, input };
}
