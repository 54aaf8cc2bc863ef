/** A span of time; its end does not belong to it. */
export type Period = { from: Date; to: Date };

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
/** The longest period that may be asked for. */
export const PERIOD_DAYS_MAX = 366;
const PARTS_MAX = 60;
/** Lengths that people read easily. */
const PART_LENGTHS_MS = [1, 5, 15, 30, 60, 180, 360, 720, 1_440, 10_080].map(
  (minutes) => minutes * MINUTE_MS,
);

/** Whether statistics can be had of it: it ends after it begins, at most {@link PERIOD_DAYS_MAX} later. */
export function isStatsPeriod({ from, to }: Period): boolean {
  const ms = to.getTime() - from.getTime();
  return ms > 0 && ms <= PERIOD_DAYS_MAX * DAY_MS;
}

/** The period in parts of one length, at most 61, which begin at whole multiples of it; the outer ones are cut. */
export function divideStatsPeriod({ from, to }: Period): Period[] {
  const [fromMs, toMs] = [from.getTime(), to.getTime()];
  const length = PART_LENGTHS_MS.find((ms) => (toMs - fromMs) / ms <= PARTS_MAX) ?? 7 * DAY_MS;
  const parts: Period[] = [];
  for (let start = fromMs; start < toMs;) {
    const end = Math.min((Math.floor(start / length) + 1) * length, toMs);
    parts.push({ from: new Date(start), to: new Date(end) });
    start = end;
  }
  return parts;
}
