/** Work that is done again and again, one at a time, until it is stopped. */
export type TimedLoop = {
  /** Does the work now, or once more when it is under way. */
  poke(): void;
  /** Resolves when the work under way has ended. */
  stop(): Promise<void>;
};

/**
 * Runs `work` at once and then `intervalMs` after each end, or earlier when poked.
 * A failure is reported and the loop goes on: it is the net that must not tear.
 */
export function startTimedLoop(options: {
  intervalMs: number;
  work(): Promise<void>;
  onError(error: unknown): void;
}): TimedLoop {
  let stopped = false;
  let poked = false;
  let wake: (() => void) | undefined;

  const pause = () =>
    new Promise<void>((resume) => {
      const timer = setTimeout(resume, options.intervalMs);
      wake = () => {
        clearTimeout(timer);
        resume();
      };
    });

  async function run(): Promise<void> {
    while (!stopped) {
      poked = false;
      await options.work().catch(options.onError);
      if (!stopped && !poked) await pause();
      wake = undefined;
    }
  }

  const running = run();
  return {
    poke() {
      poked = true;
      wake?.();
    },
    async stop() {
      stopped = true;
      wake?.();
      await running;
    },
  };
}
