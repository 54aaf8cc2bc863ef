/** Counts are exact up to here; one more stands for all beyond. */
export const COUNT_MAX = 10_000;
