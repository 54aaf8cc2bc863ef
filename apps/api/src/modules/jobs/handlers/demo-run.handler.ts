import { setTimeout as wait } from 'node:timers/promises';
import { jobTypes } from '@rota/contracts/server';
import { defineJob, PermanentJobError } from '@rota/jobs';

/** Attempts that fail at `failAtStep` when `failAttempts` does not say. */
const FAIL_ATTEMPTS_DEFAULT = 1;

/** Counts steps and goes wrong as told, so that every way a job can go may be watched. */
export const demoRunHandler = defineJob(jobTypes['demo:run'], {
  async run({ input, attempt, signal, logger, helpers }) {
    const { steps, stepMilliseconds, failAtStep, failAttempts = FAIL_ATTEMPTS_DEFAULT, exitAtStep } = input;
    for (let step = 1; step <= steps; step += 1) {
      await wait(stepMilliseconds, undefined, input.ignoreSignal === true ? {} : { signal });
      if (step === exitAtStep) process.kill(process.pid, 'SIGKILL');
      if (step === failAtStep && attempt <= failAttempts) throw demoFailure(step, input.permanent === true);
      helpers.updateProgress((step / steps) * 100, `Step ${step} of ${steps}`);
      logger.info('Step done', { step, steps });
    }
    return { output: { steps, attempt, result: input.result ?? null } };
  },
});

function demoFailure(step: number, permanent: boolean): Error {
  const message = `Failed at step ${step}, as told.`;
  if (permanent) return new PermanentJobError('demo.failed', message);
  return Object.assign(new Error(message), { code: 'demo.failed' });
}
