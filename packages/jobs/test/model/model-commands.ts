import fc from 'fast-check';
import { expect } from 'vitest';

import { isEnded } from '../../src/index.ts';
import type { ClaimedJob } from '../../src/runner/claim.ts';
import { always, call, codeOf, onJob, type Command, type Sequence } from './command.ts';
import { batch, create, dependent, replay } from './creating-commands.ts';
import { compare } from './compare.ts';
import type { JobModel } from './job-model.ts';
import type { FailurePolicy, ModelJob, Outcome } from './model-job.ts';

const HOURS_KEPT = 31 * 24;

const isWaiting = ({ message }: ModelJob) => message === 'waiting';

const claimOne = (pick: number) =>
  onJob('claim', pick, {
    fits: isWaiting,
    async run(job, model, sequence) {
      const answer = await sequence.ask({ kind: 'claim', orgId: sequence.orgId, jobId: job.id });
      model.claim(job);
      const claimed = answer.result as ClaimedJob | undefined;
      expect(claimed !== undefined).toBe(job.message === 'in_hand');
      if (claimed !== undefined) sequence.inHand.set(job.id, claimed);
      return answer;
    },
  });

const settle = (pick: number, outcome: Outcome) =>
  onJob(`settle as ${outcome}`, pick, {
    fits: ({ id, message }, { jobs }) => jobs.has(id) && (message === 'in_hand' || message === 'deleted'),
    async run(job, model, sequence) {
      const claimed = sequence.inHand.get(job.id);
      // Its message was deleted before anybody had it.
      if (claimed === undefined) return call(sequence, async () => undefined);
      sequence.inHand.delete(job.id);
      const answer = await call(sequence, (engine) => engine.settle(claimed, outcome));
      model.settle(job, outcome);
      return answer;
    },
  });

const lose = (pick: number) =>
  onJob('lose the worker of', pick, {
    fits: ({ message, status }) => message === 'in_hand' && !isEnded(status),
    async run(job, model, sequence) {
      const claimed = sequence.inHand.get(job.id);
      sequence.inHand.delete(job.id);
      if (claimed !== undefined) sequence.stale.set(job.id, claimed);
      const answer = await sequence.ask({ kind: 'lose', orgId: sequence.orgId, jobId: job.id });
      model.lose(job);
      return answer;
    },
  });

/** A worker that comes back after it has lost its job: nothing may come of it. */
const settleStale = (outcome: Outcome): Command => ({
  check: () => true,
  async run(model, sequence) {
    const [entry] = sequence.stale;
    if (entry === undefined) return;
    const [jobId, claimed] = entry;
    sequence.stale.delete(jobId);
    model.trail.push(`a lost worker settles ${[...model.jobs.keys()].indexOf(jobId)} as ${outcome}`);
    compare(model, await call(sequence, (engine) => engine.settle(claimed, outcome)));
  },
  toString: () => `settleStale(${outcome})`,
});

const cancel = (pick: number) =>
  onJob('cancel', pick, {
    fits: () => true,
    async run(job, model, sequence) {
      const { orgId } = sequence;
      const answer = await call(sequence, ({ control }) => control.cancelJobs({ orgId, jobIds: [job.id] }));
      model.cancel(job);
      return answer;
    },
  });

const retry = (pick: number) =>
  onJob('retry', pick, {
    fits: ({ type }) => type !== 'batch',
    async run(job, model, sequence) {
      const { orgId } = sequence;
      const answer = await call(sequence, ({ control }) =>
        control.retryJobs({ orgId, jobIds: [job.id] }).catch(codeOf),
      );
      const isFree = model.retry(job);
      expect(answer.result === 'job.unique_key_taken').toBe(!isFree);
      return answer;
    },
  });

const retryFailed = (pick: number) =>
  onJob('retry the failed jobs of', pick, {
    fits: ({ type }) => type === 'batch',
    async run(job, model, sequence) {
      const { orgId } = sequence;
      const answer = await call(sequence, ({ control }) =>
        control.retryFailedOfBatch({ orgId, batchId: job.id }).catch(codeOf),
      );
      const refusal = model.retryFailed(job);
      expect(answer.result).toBe(refusal ?? true);
      return answer;
    },
  });

const resolve = (pick: number) =>
  onJob('resolve', pick, {
    fits: () => true,
    async run(job, model, sequence) {
      const { orgId } = sequence;
      const answer = await call(sequence, ({ control }) =>
        control.resolveJobs({ orgId, jobIds: [job.id], note: 'seen' }),
      );
      model.resolve(job);
      return answer;
    },
  });

const pauseOrResume = (verb: 'pause' | 'resume', type: string) =>
  always(`${verb} ${type}`, async (model, sequence) => {
    const scope = { orgId: sequence.orgId, type: type === '*' ? null : type };
    const answer = await call(sequence, ({ control }) =>
      verb === 'pause' ? control.pauseJobs(scope) : control.resumeJobs(scope),
    );
    model[verb](type);
    return answer;
  });

const pass = (hours: number) =>
  always(`${hours} h pass`, async (model, sequence) => {
    const answer = await sequence.ask({ kind: 'pass', orgId: sequence.orgId, hours });
    model.pass(hours);
    return answer;
  });

const deleteMessage = (pick: number) =>
  onJob('delete the message of', pick, {
    fits: ({ message, status }) => !isEnded(status) && (message === 'waiting' || message === 'in_hand'),
    async run(job, model, sequence) {
      const answer = await sequence.ask({ kind: 'delete', orgId: sequence.orgId, jobId: job.id });
      job.message = 'deleted';
      void model;
      return answer;
    },
  });

const prune = () =>
  always('a month passes, and prune', async (model, sequence) => {
    const { orgId } = sequence;
    const { isReconciled } = await sequence.ask({ kind: 'pass', orgId, hours: HOURS_KEPT });
    model.pass(HOURS_KEPT);
    if (isReconciled) model.reconcile();
    const answer = await call(sequence, (engine) => engine.prune(orgId));
    model.prune();
    return answer;
  });

const pick = fc.nat({ max: 30 });
const outcome = fc.constantFrom<Outcome[]>(
  'completed',
  'threw',
  'threw',
  'permanent',
  'snoozed',
  'handed_back',
);
const type = fc.constantFrom('model:plain' as const, 'model:short' as const);

const creation = fc
  .record({
    type,
    later: fc.boolean(),
    uniqueKey: fc.constantFrom('a' as const, null),
    maxAttempts: fc.integer({ min: 1, max: 3 }),
  })
  .map(create);
const claiming = pick.map(claimOne);
const settling = fc.tuple(pick, outcome).map(([n, how]) => settle(n, how));
const passing = fc.constantFrom(1, 2, 24).map(pass);

const waitingFor = fc
  .tuple(
    fc.array(pick, { minLength: 1, maxLength: 2 }),
    fc.record({
      onParentFailure: fc.constantFrom('fail' as const, 'skip' as const, 'continue' as const),
      later: fc.boolean(),
    }),
  )
  .map(([parents, waiting]) => dependent(parents, waiting));
const batching = fc
  .tuple(fc.integer({ min: 1, max: 3 }), fc.constantFrom<FailurePolicy[]>('any', 'all', { maxFailed: 1 }))
  .map(([children, policy]) => batch(children, policy));

/** Sequences of commands. What moves jobs on comes often, so that the rest meets them everywhere. */
export const sequences: fc.Arbitrary<Iterable<Command>> = fc.commands<JobModel, Sequence, false>(
  [
    ...Array.from({ length: 3 }, () => creation),
    ...Array.from({ length: 8 }, () => claiming),
    ...Array.from({ length: 8 }, () => settling),
    ...Array.from({ length: 3 }, () => passing),
    ...Array.from({ length: 2 }, () => waitingFor),
    ...Array.from({ length: 2 }, () => batching),
    fc
      .tuple(
        fc.constantFrom('pause' as const, 'resume' as const, 'resume' as const),
        fc.constantFrom('model:plain', 'model:short', '*'),
      )
      .map(([verb, scope]) => pauseOrResume(verb, scope)),
    pick.map(lose),
    pick.map(lose),
    outcome.map(settleStale),
    pick.map(cancel),
    pick.map(retry),
    pick.map(retryFailed),
    pick.map(resolve),
    pick.map(replay),
    pick.map(deleteMessage),
    fc.constant(null).map(prune),
  ],
  { maxCommands: 40, size: 'max' },
);
