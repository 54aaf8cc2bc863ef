/** After its signal at a shutdown, a handler has so long to stop before its job is handed back or left behind. */
const ABORT_GRACE_MS = 5_000;

/**
 * Lets runs end by themselves up to `graceMs`, then aborts them, and resolves when they have ended or
 * 5 s later: a handler may ignore its signal.
 */
export async function stopRuns(options: {
  ended: Promise<unknown>;
  graceMs: number;
  abort(): void;
}): Promise<void> {
  await waitAtMost(options.graceMs, options.ended);
  options.abort();
  await waitAtMost(ABORT_GRACE_MS, options.ended);
}

async function waitAtMost(timeMs: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const time = new Promise((resolve) => {
    timer = setTimeout(resolve, timeMs);
  });
  await Promise.race([work, time]);
  clearTimeout(timer);
}
