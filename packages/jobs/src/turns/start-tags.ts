import type { JobPriority } from '@rota/db';

/**
 * Tags are counted in ticks: 10 µs of work at weight 1. A job that costs 10 ms, the least, takes 1,000 of them, so that an
 * organisation of weight 100 still has whole ones.
 */
export const TICKS_PER_UNIT = 1_000;

/** A `low` job goes behind so many of its cost that its organisation has yet to put into the line. */
export const LOW_PRIORITY_JOBS = 100;

/** Priorities are 32-bit integers. What lies further ahead waits at this distance, until tags are rebased. */
const DISTANCE_MAX = 2_147_483_647;

/** Where a job comes in the line of its queue. */
export type Turn = {
  /** Its start tag, in ticks; the lowest of a queue is next. */
  tag: number;
  /** What the message carries, one step for 10 ms of work: the higher is delivered first. */
  priority: number;
};

/** A job that is to have a place in a line. */
export type JobInLine = {
  queue: string;
  orgId: string;
  type: string;
  priority: JobPriority;
};

/** A job that has its turn, in a queue whose tags are counted from `base`. */
export type PlacedJob = { job: JobInLine; turn: Turn; base: number };

/** The turn of a tag while those of its queue are counted from `base`. */
export function toTurn(tag: number, base: number): Turn {
  const distance = Math.floor((tag - base) / TICKS_PER_UNIT);
  // Not -0, which JSON and PostgreSQL have no use for.
  return { tag, priority: 0 - Math.min(Math.max(distance, 0), DISTANCE_MAX) };
}

/** The priority of {@link toTurn}, in SQL, for tag and base as SQL. */
export const priorityInSql = (tag: string, base: string): string =>
  `(-least(greatest(floor((${tag} - ${base}) / ${TICKS_PER_UNIT}.0), 0), ${DISTANCE_MAX}))::int`;
