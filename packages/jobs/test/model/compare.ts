import { isDeepStrictEqual } from 'node:util';

import { expect } from 'vitest';

import type { JobModel } from './job-model.ts';
import type { RealJob } from './model-engine.ts';
import type { ModelJob } from './model-job.ts';

/** What came of a round, and the organisation's jobs after it. */
export type Answer = { result: unknown; jobs: readonly RealJob[]; isReconciled: boolean };

const MESSAGE_STATES: Record<ModelJob['message'], readonly string[][]> = {
  none: [[]],
  deleted: [[]],
  waiting: [['created'], ['retry']],
  in_hand: [['active']],
};

/** Every row is what the model says, and so is every message; nothing is there that the model does not know. */
export function compare(model: JobModel, { jobs, isReconciled }: Answer): void {
  if (isReconciled) model.reconcile();
  expect(jobs.map(({ id }) => id).toSorted()).toEqual([...model.jobs.keys()].toSorted());
  for (const real of jobs) {
    const job = model.jobs.get(real.id);
    if (job === undefined) throw new Error('compared above');
    const name = `job ${[...model.jobs.keys()].indexOf(real.id)}`;
    expect(differences(factsOf(real), expectedFacts(model, job)), name).toEqual('');
    expect(MESSAGE_STATES[job.message], `messages of ${name}`).toContainEqual(real.messages);
  }
}

/** In words, short enough for the message of an error. */
function differences(real: object, expected: object): string {
  const wanted = new Map(Object.entries(expected));
  return Object.entries(real)
    .filter(([name, value]) => !isDeepStrictEqual(value, wanted.get(name)))
    .map(([name, value]) => `${name} ${JSON.stringify(value)}, not ${JSON.stringify(wanted.get(name))}`)
    .join('; ');
}

function factsOf(real: RealJob) {
  const { id, orgId, messages, namesMessage, messageId, queue, type, counts, ...facts } = real;
  return { ...facts, hasMessage: messageId !== null, namesMessage, counts };
}

function expectedFacts(model: JobModel, job: ModelJob): ReturnType<typeof factsOf> {
  const { status, attempt, run, losses, maxAttempts, isParked, cancelRequested } = job;
  const { deadLettered, resolved, errorCode, runsWritten, openParents } = job;
  const isLive = (status === 'pending' || status === 'processing') && job.type !== 'batch' && !isParked;
  return {
    status,
    attempt,
    run,
    losses,
    maxAttempts,
    isParked,
    cancelRequested,
    deadLettered,
    resolved,
    errorCode,
    openParents: openParents.size,
    runsWritten,
    hasMessage: isLive,
    namesMessage: isLive && job.message !== 'deleted',
    counts: job.type === 'batch' ? model.countsOf(job) : null,
  };
}
