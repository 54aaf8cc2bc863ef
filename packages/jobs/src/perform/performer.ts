import { encodeId, type JobError, type JobStatus } from '@rota/db';

import { readJobRequest } from '../create/read-job-requests.ts';
import type { JobRequest } from '../create/job-request.ts';
import { onConnection } from '../engine-transaction.ts';
import { PerformedJobError } from '../errors.ts';
import { createRunner, type RunnerOptions } from '../runner/create-runner.ts';
import { createSlots } from '../runner/slots.ts';
import type { UserJobRunner } from '../runner/user-job-runner.ts';
import { createInHand } from './create-in-hand.ts';

/** A job to be run at once, here, in one attempt. */
export type PerformRequest = Omit<
  JobRequest,
  'runAt' | 'maxAttempts' | 'retry' | 'dependsOn' | 'onParentFailure' | 'replayOf' | 'scheduleId'
>;

/** Runs jobs in this process while their callers wait. */
export type Performer = {
  /**
   * Makes a job and runs its one attempt here, on no slot and in no line: with row, run, log, progress, timeout and cancel
   * like any other. When this process dies, a worker runs the job again within 15 s.
   *
   * @returns the job's output
   * @throws PerformedJobError when the job did not complete
   * @throws JobStateError `job.unique_key_taken`; `job.paused` and `job.at_cap` where it would have had to wait
   * @throws JobRequestError for an unknown type, an input that does not fit, or an option out of range
   */
  perform(request: PerformRequest): Promise<unknown>;
};

type PerformerDeps = Omit<RunnerOptions, 'resources' | 'db'> & {
  runs: Pick<UserJobRunner, 'adopt' | 'free'>;
};

/** A performer on the runs of this process. */
export function createPerformer(deps: PerformerDeps): Performer {
  return {
    async perform(request) {
      const { registry } = deps;
      const single = { ...request, maxAttempts: 1 };
      const { job } = await readJobRequest(single, { registry, now: deps.now(), pointer: '' });
      // A suspect that runs here is to be blamed for nothing but its own.
      await deps.runs.free();
      const claimed = await createInHand(deps, job);
      const ended = deps.runs.adopt(claimed);
      deps.statistics.countCreated(1);
      deps.notifier.changed([{ orgId: job.orgId, jobId: job.id }]);
      await ended;
      return readResult(deps, job.id);
    },
  };
}

/**
 * A performer for a process that has no worker. One that has uses its worker's, so that no job ever runs twice in it.
 * `stop` is that of a worker: it waits up to `graceMs`, then aborts, and hands back what is left.
 */
export function startPerformer(options: RunnerOptions): Performer & { stop(graceMs: number): Promise<void> } {
  const runner = createRunner(options, {
    slots: createSlots(0),
    caps: { ids: () => [] },
    onSettled: () => undefined,
  });
  return {
    ...createPerformer({ ...options, runs: runner.runs }),
    async stop(graceMs) {
      await runner.runs.stop({ graceMs });
      await runner.close();
    },
  };
}

type Ended = { status: JobStatus; output: unknown; error: JobError | null };

const FIND_END = 'SELECT status, output, error FROM jobs WHERE id = $1';

/** The row says how it ended, and not the run: somebody may have cancelled it, or another worker may have it by now. */
async function readResult({ pool }: PerformerDeps, jobId: string): Promise<unknown> {
  const { rows } = await onConnection(pool).executeSql<Ended>(FIND_END, [jobId]);
  const [job] = rows;
  if (job?.status === 'completed') return job.output;
  const id = encodeId('job', jobId);
  if (job?.status === 'failed' && job.error !== null) throw new PerformedJobError(id, job.error);
  if (job?.status === 'cancelled') {
    throw new PerformedJobError(id, { code: 'job.cancelled', message: 'The job was cancelled.' });
  }
  throw new PerformedJobError(id, {
    code: 'job.goes_on',
    message: `The job goes on without its caller: it is ${job?.status ?? 'gone'}.`,
  });
}
