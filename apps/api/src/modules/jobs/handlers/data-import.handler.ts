import { jobTypes } from '@rota/contracts/server';
import { defineJob } from '@rota/jobs';

/** Imports accounts or contacts from an uploaded CSV; see `ImportsService`. */
export const dataImportHandler = defineJob(jobTypes['data:import'], {
  async run({ input, files, importsService, helpers, logger }) {
    const { fileId, ...choices } = input;
    const file = await files.open(fileId);
    return { output: await importsService.importCsv({ file, choices, helpers, logger }) };
  },
});
