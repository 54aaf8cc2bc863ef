import type fc from 'fast-check';

import { JobStateError } from '../../src/index.ts';
import type { ClaimedJob } from '../../src/runner/claim.ts';
import { compare, type Answer } from './compare.ts';
import type { JobModel } from './job-model.ts';
import type { ModelEngine } from './model-engine.ts';
import type { ModelJob } from './model-job.ts';

/** What a sequence asks the engine for in a round. */
export type Ask = { orgId: string } & (
  | { kind: 'call'; call(engine: ModelEngine): Promise<unknown> }
  | { kind: 'claim'; jobId: string }
  | { kind: 'lose' | 'delete'; jobId: string }
  | { kind: 'pass'; hours: number }
);

/** One organisation in the engine, as its sequence sees it. */
export type Sequence = {
  orgId: string;
  ask(ask: Ask): Promise<Answer>;
  /** The runs that some worker believes to have in hand, by job; `stale` are those that were lost. */
  inHand: Map<string, ClaimedJob>;
  stale: Map<string, ClaimedJob>;
};

/** A command, as fast-check has it. */
export type Command = fc.AsyncCommand<JobModel, Sequence>;

/** A command on one of the jobs for which it makes sense; which, `pick` says. */
export function onJob(
  name: string,
  pick: number,
  {
    fits,
    run,
  }: {
    fits(job: ModelJob, model: JobModel): boolean;
    run(job: ModelJob, model: JobModel, sequence: Sequence): Promise<Answer>;
  },
): Command {
  const fitting = (model: JobModel) => model.where((job) => fits(job, model));
  return {
    check: (model) => fitting(model).length > 0,
    async run(model, sequence) {
      const jobs = fitting(model);
      const job = jobs[pick % jobs.length];
      if (job === undefined) throw new Error('a command ran that does not fit');
      model.trail.push(`${name} ${[...model.jobs.keys()].indexOf(job.id)}`);
      compare(model, await run(job, model, sequence));
    },
    toString: () => `${name}(${pick})`,
  };
}

/** A command that makes sense at any time. */
export function always(name: string, run: (model: JobModel, sequence: Sequence) => Promise<Answer>): Command {
  return {
    check: () => true,
    async run(model, sequence) {
      model.trail.push(name);
      compare(model, await run(model, sequence));
    },
    toString: () => name,
  };
}

/** Has the engine called in the next round. */
export function call(
  { orgId, ask }: Sequence,
  work: (engine: ModelEngine) => Promise<unknown>,
): Promise<Answer> {
  return ask({ kind: 'call', orgId, call: work });
}

/** What a call was refused with. */
export const codeOf = (error: unknown): string => {
  if (error instanceof JobStateError) return error.code;
  throw error;
};
