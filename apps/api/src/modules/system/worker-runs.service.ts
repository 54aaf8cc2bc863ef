import type { DrainReport, StandaloneWorker } from '@rota/jobs';

import { workerRunning } from './system.errors.ts';

/** Runs workers in this process for bounded times. */
export type WorkerRunsService = {
  /**
   * Runs one until nothing is left, `seconds` have passed or the signal is aborted; what has not ended is handed back.
   * @throws AppError `worker.already_running` while another does: each has connections of its own
   */
  run(request: { seconds: number; signal: AbortSignal }): Promise<DrainReport>;
};

/** @param deps.createWorker makes a worker that nobody has started */
export function createWorkerRunsService({
  createWorker,
}: {
  createWorker(): Pick<StandaloneWorker, 'drain'>;
}): WorkerRunsService {
  let isRunning = false;
  return {
    async run(request) {
      if (isRunning) throw workerRunning();
      isRunning = true;
      try {
        return await createWorker().drain(request);
      } finally {
        isRunning = false;
      }
    },
  };
}
