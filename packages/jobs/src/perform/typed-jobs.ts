import type { Transaction } from '@rota/db';

import { toReceipt, type JobReceipt, type JobsService } from '../create/create-jobs.ts';
import type { JobRequest } from '../create/job-request.ts';
import type { JobHandler } from '../registry/define-job.ts';
import type { JobType } from '../registry/job-type.ts';
import type { Performer, PerformRequest } from './performer.ts';

/** For whom, and on whose behalf. Uuids. */
export type JobCaller = Pick<JobRequest, 'orgId' | 'createdBy'>;

/** What may be said of a job that is performed later; what is left out comes from its type. */
export type LaterOptions = Omit<
  JobRequest,
  keyof JobCaller | 'type' | 'input' | 'runAt' | 'replayOf' | 'scheduleId'
> & {
  /** It is created with this transaction, or not at all. Default: at once. */
  tx?: Transaction | undefined;
};

/** What may be said of one that is performed now. */
export type NowOptions = Omit<PerformRequest, keyof JobCaller | 'type' | 'input'>;

/** What can be done with the jobs of one type; input and output are those of the type. */
export type JobVerbs<Input, Output> = {
  /** Lets a worker run it as soon as its turn comes. @throws JobRequestError as `createAndEnqueueJob` does */
  performLater(input: Input, options?: LaterOptions): Promise<JobReceipt>;
  /** Not before `when`; a time that has passed means now. @throws JobRequestError as `createAndEnqueueJob` does */
  performAt(when: Date, input: Input, options?: LaterOptions): Promise<JobReceipt>;
  /** Runs one attempt in this process and waits for its output; see {@link Performer} for what it throws. */
  performNow(input: Input, options?: NowOptions): Promise<Output>;
};

/** Jobs by their types. */
export type TypedJobs = {
  /**
   * @param job a type of the contract, or the handler that was defined for it
   * @example const { rows } = await jobs.of(jobTypes['data:import'], { orgId, createdBy }).performNow({ fileId, collection })
   */
  of<Input, Output>(
    job: JobType<string, Input, Output> | JobHandler<string, Input, Output>,
    caller: JobCaller,
  ): JobVerbs<Input, Output>;
};

/** Binds the verbs to what makes jobs and to what runs them here. */
export function createTypedJobs(deps: {
  jobs: Pick<JobsService, 'createAndEnqueueJob'>;
  performer: Performer;
}): TypedJobs {
  return {
    of<Input, Output>(
      { type }: JobType<string, Input, Output> | JobHandler<string, Input, Output>,
      caller: JobCaller,
    ): JobVerbs<Input, Output> {
      const create = async (request: Pick<JobRequest, 'input' | 'runAt'>, { tx, ...options }: LaterOptions) =>
        toReceipt(await deps.jobs.createAndEnqueueJob({ ...options, ...request, ...caller, type }, tx));
      return {
        performLater: (input, options = {}) => create({ input }, options),
        performAt: (runAt, input, options = {}) => create({ input, runAt }, options),
        async performNow(input, options = {}) {
          const output = await deps.performer.perform({ ...options, ...caller, type, input });
          return output as Output;
        },
      };
    },
  };
}
