import { expect } from 'vitest';

import { isEnded, type CreatedJob, type JobRequest } from '../../src/index.ts';
import { always, call, codeOf, onJob, type Command, type Sequence } from './command.ts';
import { compare } from './compare.ts';
import { RUN_AT_HOURS, type FailurePolicy, type ModelJob } from './model-job.ts';

const createdBy = { kind: 'system', id: null } as const;

function request({ orgId }: Sequence, type: string, options: Partial<JobRequest> = {}): JobRequest {
  return { orgId, type, input: {}, createdBy, ...options };
}

const runAt = (later: boolean) => (later ? new Date(Date.now() + RUN_AT_HOURS * 3_600_000) : undefined);

type Creation = {
  type: 'model:plain' | 'model:short';
  later: boolean;
  uniqueKey: 'a' | null;
  maxAttempts: number;
};

/** A job, now or later, with a unique key or without. */
export const create = ({ type, later, uniqueKey, maxAttempts }: Creation) =>
  always(`create ${type} ${later ? 'later ' : ''}${uniqueKey ?? ''}`, async (model, sequence) => {
    const options = { runAt: runAt(later), maxAttempts, uniqueKey: uniqueKey ?? undefined };
    const living = uniqueKey === null ? undefined : model.livingWithKey(type, uniqueKey);
    const answer = await call(sequence, ({ jobs }) =>
      jobs.createAndEnqueueJob(request(sequence, type, options)),
    );
    const created = answer.result as CreatedJob;
    expect(created.alreadyExisted).toBe(living !== undefined);
    if (living !== undefined) expect(created.id).toBe(living.id);
    else {
      const job = model.add({ id: created.id, type, maxAttempts, uniqueKey });
      if (later) model.schedule(job, RUN_AT_HOURS);
    }
    return answer;
  });

type Waiting = { onParentFailure: ModelJob['onParentFailure']; later: boolean };

/** A job that waits for others, and perhaps for a time. */
export const dependent = (picks: readonly number[], { onParentFailure, later }: Waiting) =>
  ({
    check: (model) => model.jobs.size > 0,
    async run(model, sequence) {
      const all = [...model.jobs.values()];
      const parents = [...new Set(picks.map((pick) => all[pick % all.length]))].filter(
        (job) => job !== undefined,
      );
      model.trail.push(
        `dependent of ${parents.map((job) => all.indexOf(job)).join(' and ')}, ${onParentFailure}`,
      );
      const dependsOn = parents.map(({ id }) => id);
      const answer = await call(sequence, ({ jobs }) =>
        jobs.createAndEnqueueJob(
          request(sequence, 'model:plain', {
            dependsOn,
            onParentFailure,
            runAt: runAt(later),
            maxAttempts: 1,
          }),
        ),
      );
      const { id, status } = answer.result as CreatedJob;
      const job = model.add({ id, onParentFailure });
      if (later) job.dueInHours = RUN_AT_HOURS;
      model.waitFor(job, parents);
      expect(status).toBe(job.status);
      compare(model, answer);
    },
    toString: () => `dependent(${picks.join()}, ${onParentFailure})`,
  }) satisfies Command;

/** A batch, and all its children at once. */
export const batch = (children: number, failurePolicy: FailurePolicy) =>
  always(`batch of ${children}, ${JSON.stringify(failurePolicy)}`, async (model, sequence) => {
    const { orgId } = sequence;
    const items = Array.from({ length: children }, () => ({ input: {} }));
    const answer = await call(sequence, ({ jobs }) =>
      jobs.createBatch({ orgId, type: 'model:plain', createdBy, items, failurePolicy, maxAttempts: 1 }),
    );
    const { id } = answer.result as { id: string };
    const known = new Set(model.jobs.keys());
    const childIds = answer.jobs.filter((job) => job.id !== id && !known.has(job.id)).map((job) => job.id);
    expect(childIds).toHaveLength(children);
    model.addBatch(id, childIds, failurePolicy);
    return answer;
  });

/** A job that does again what an ended one did. */
export const replay = (pick: number) =>
  onJob('replay', pick, {
    fits: ({ type }) => type !== 'batch',
    async run(job, model, sequence) {
      const { orgId } = sequence;
      const answer = await call(sequence, ({ jobs }) =>
        jobs.replayJob({ orgId, jobId: job.id, createdBy }).catch(codeOf),
      );
      if (!isEnded(job.status)) expect(answer.result).toBe('job.not_ended');
      else {
        const { id } = answer.result as CreatedJob;
        model.add({ id, type: job.type, maxAttempts: job.maxAttemptsStep });
      }
      return answer;
    },
  });
