const FIRST_DELAY_MS = 1_000;
const LONGEST_DELAY_MS = 30_000;
/** A process that lived so long was well: the next death is a first one. */
const WELL_AFTER_MS = 60_000;

/** Says how long to wait before a process that died is started again: 1 s, doubling to 30 s. */
export type RestartDelay = {
  /** @param livedMs how long the process ran before it died */
  next(livedMs: number): number;
};

export function createRestartDelay(): RestartDelay {
  let delayMs = 0;
  return {
    next(livedMs) {
      delayMs =
        livedMs >= WELL_AFTER_MS || delayMs === 0 ? FIRST_DELAY_MS : Math.min(delayMs * 2, LONGEST_DELAY_MS);
      return delayMs;
    },
  };
}
