const FIRST_DELAY_MS = 1_000;
const LONGEST_DELAY_MS = 30_000;
/** A process that lived so long was well: the next death is a first one. */
const WELL_AFTER_MS = 60_000;

/** Says how long to wait before a process that died is started again: 1 s, doubling to 30 s. */
export type RestartDelay = {
  /** @param livedMs how long the process ran before it died; 0 when it could not be started */
  next(livedMs: number): number;
  /** Deaths since it was well the last time, up to the one that {@link next} was told of last. */
  readonly deathsInARow: number;
};

/** Counts the deaths of one process. */
export function createRestartDelay(): RestartDelay {
  let deathsInARow = 0;
  return {
    next(livedMs) {
      deathsInARow = livedMs >= WELL_AFTER_MS ? 1 : deathsInARow + 1;
      return Math.min(FIRST_DELAY_MS * 2 ** (deathsInARow - 1), LONGEST_DELAY_MS);
    },
    get deathsInARow() {
      return deathsInARow;
    },
  };
}
