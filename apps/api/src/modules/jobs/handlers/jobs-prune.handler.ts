import { defineSystemJob } from '@rota/jobs';

/** Half of the time between two runs: what is left then is the next run's. */
const BUDGET_MS = 300_000;

/** Removes what has been kept for long enough. May be stopped at any point; the next run goes on. */
export const jobsPruneHandler = defineSystemJob({
  type: 'jobs:prune',
  async run({ jobMaintenance, signal, logger, helpers }) {
    const report = await jobMaintenance.prune({
      signal,
      budgetMs: BUDGET_MS,
      // How many there are in all is not known before the end.
      onProgress: (jobs) => {
        if (jobs > 0) helpers.updateProgress(0, `${jobs} jobs removed`);
      },
    });
    logger.info('Pruned', report);
  },
});
