import { jobTypes } from '@rota/contracts/server';
import { defineJob } from '@rota/jobs';
import { importCsv } from '../../imports/index.ts';

/** Imports accounts or contacts from an uploaded CSV; see `importCsv`. */
export const dataImportHandler = defineJob(jobTypes['data:import'], {
  async run({ input, files, ...tools }) {
    const { fileId, ...choices } = input;
    return { output: await importCsv({ files, ...tools }, await files.open(fileId), choices) };
  },
});
