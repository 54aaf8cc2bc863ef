import { defineTestJob } from '../src/testing/index.ts';

/** A handler that says when it starts and ends when it is told to. */
export function createGate(type = 'test:gate') {
  const starts: { jobId: string; attempt: number; open: () => void; signal: AbortSignal }[] = [];
  let announce: () => void = () => undefined;
  return {
    handler: (heedsSignal: boolean) =>
      defineTestJob(type, async ({ jobId, attempt, signal, logger, helpers }) => {
        await new Promise<void>((open, stop) => {
          starts.push({ jobId, attempt, open, signal });
          if (heedsSignal) signal.addEventListener('abort', () => stop(new Error('told to stop')));
          announce();
        });
        logger.info('ended', { attempt });
        helpers.updateProgress(77);
        return { output: { start: starts.length } };
      }),
    /** The n-th start, from 0. */
    async started(index: number) {
      for (;;) {
        const start = starts[index];
        if (start !== undefined) return start;
        await new Promise<void>((resume) => {
          announce = resume;
        });
      }
    },
    startCount: () => starts.length,
  };
}
