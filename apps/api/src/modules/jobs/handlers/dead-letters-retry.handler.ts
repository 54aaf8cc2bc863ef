import { jobTypes } from '@rota/contracts/server';
import { defineJob } from '@rota/jobs';

/** Runs the jobs of a group of dead letters again; see `DeadLetterRetryService`. */
export const deadLettersRetryHandler = defineJob(jobTypes['dead-letters:retry'], {
  async run({ input, deadLetterRetry, signal, logger, helpers }) {
    const onProgress = helpers.updateProgress;
    return { output: await deadLetterRetry.retryGroup(input, { signal, logger, onProgress }) };
  },
});
