import { jobTypes } from '@rota/contracts/server';
import { defineJob } from '@rota/jobs';

import { fromJobQuery } from '../job-filter.convert.ts';

/** Cancels, retries or resolves the jobs of a filter; see `BulkActionRunService`. */
export const jobsActHandler = defineJob(jobTypes['jobs:act'], {
  async run({ input, bulkActionRunService, signal, helpers }) {
    const output = await bulkActionRunService.actOnJobs({
      action: input.action,
      filter: fromJobQuery(input.filter),
      note: input.note ?? null,
      signal,
      onProgress: (percent, changed) => helpers.updateProgress(percent, `${changed} jobs moved`),
    });
    return { output };
  },
});
