/**
 * One Ctrl-C can arrive several times: from the terminal, which tells the whole process group, and from package managers
 * that pass theirs on. What comes so soon after the first is not a second one.
 */
const SAME_REQUEST_MS = 1_000;

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** How somebody asks this process to end. */
export type ShutdownSignals = {
  /** Aborted by the first request. */
  readonly signal: AbortSignal;
  /** The same as a request from outside, for reasons of the process's own. */
  request(): void;
};

/**
 * Listens to SIGINT, SIGTERM and SIGHUP from now on.
 * @param onInsistence called when somebody asks again, a second or more after the first time: end at once
 */
export function listenToShutdownSignals(onInsistence: () => void): ShutdownSignals {
  const controller = new AbortController();
  let firstAt = 0;

  function request(): void {
    if (!controller.signal.aborted) {
      firstAt = performance.now();
      controller.abort();
      return;
    }
    if (performance.now() - firstAt >= SAME_REQUEST_MS) onInsistence();
  }

  for (const name of SIGNALS) process.on(name, request);
  return { signal: controller.signal, request };
}
