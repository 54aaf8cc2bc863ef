import { jobTypes } from '@rota/contracts/server';
import { defineJob } from '@rota/jobs';

import { fromJobQuery } from '../jobs.convert.ts';

/** Cancels, retries or resolves the jobs of a filter; see `JobActionsService`. */
export const jobsActHandler = defineJob(jobTypes['jobs:act'], {
  async run({ input, jobActions, signal, helpers }) {
    const output = await jobActions.actOnJobs({
      action: input.action,
      filter: fromJobQuery(input.filter),
      note: input.note ?? null,
      signal,
      onProgress: (percent, changed) => helpers.updateProgress(percent, `${changed} jobs moved`),
    });
    return { output };
  },
});
