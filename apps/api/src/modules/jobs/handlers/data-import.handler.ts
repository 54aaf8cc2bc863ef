import { jobTypes } from '@rota/contracts/server';
import { decodeId } from '@rota/db';
import { defineJob } from '@rota/jobs';
import { createImportsService } from '../../imports/index.ts';

/** Imports accounts or contacts from an uploaded CSV; see `ImportsService`. */
export const dataImportHandler = defineJob(jobTypes['data:import'], {
  async run({ jobId: publicJobId, input, files, ...tools }) {
    const jobId = decodeId('job', publicJobId);
    if (jobId === null) throw new TypeError('A run has the id of a job');
    const { fileId, ...choices } = input;
    const importsService = createImportsService({ files, ...tools });
    return { output: await importsService.importCsv({ jobId, file: await files.open(fileId), choices }) };
  },
});
