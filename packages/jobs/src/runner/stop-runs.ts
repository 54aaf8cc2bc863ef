/** How long a shutdown waits. */
export type StopTimes = {
  /** For runs to end by themselves. */
  graceMs: number;
  /** After their signal, for handlers to stop before their jobs are handed back or left behind. Default 5,000. */
  abortMs?: number | undefined;
};

const ABORT_MS_DEFAULT = 5_000;

/**
 * Lets runs end by themselves up to `graceMs`, then aborts them, and resolves when they have ended or
 * `abortMs` later: a handler may ignore its signal.
 */
export async function stopRuns(
  { graceMs, abortMs = ABORT_MS_DEFAULT }: StopTimes,
  { ended, abort }: { ended: Promise<unknown>; abort(): void },
): Promise<void> {
  await waitAtMost(graceMs, ended);
  abort();
  await waitAtMost(abortMs, ended);
}

async function waitAtMost(timeMs: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const time = new Promise((resolve) => {
    timer = setTimeout(resolve, timeMs);
  });
  await Promise.race([work, time]);
  clearTimeout(timer);
}
