import { defineSystemJob } from '@rota/jobs';

/** Removes expired files, and what a process left in the storage when it died. Running it twice does no harm. */
export const storageCleanupHandler = defineSystemJob({
  type: 'storage:cleanup',
  async run({ fileMaintenance, signal, logger, helpers }) {
    const expiredFiles = await fileMaintenance.removeExpiredFiles({
      signal,
      // How many there are in all is not known before the end.
      onProgress: (removed) => helpers.updateProgress(0, `${removed} expired files removed`),
    });
    const temporaryFiles = await fileMaintenance.removeTemporaryFiles({ signal });
    const strayFiles = await fileMaintenance.removeStrayFiles({ signal });
    helpers.updateProgress(100, 'Storage is clean');
    logger.info('Storage cleaned', { expiredFiles, temporaryFiles, strayFiles });
  },
});
