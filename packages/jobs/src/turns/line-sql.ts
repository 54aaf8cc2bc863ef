/** What statements that reserve turns have in common. */
import { TICKS_PER_UNIT } from './start-tags.ts';

/**
 * What a job adds to the line of its organisation `o`, in whole ticks, by the usual run time `c` of its type; either may be
 * missing. An organisation that the caller has only just made is not seen from the engine's own connections: it has the
 * weight that it is born with.
 */
export const COST = `
  round(greatest(${TICKS_PER_UNIT}, coalesce(c.average_ms, 0) / 10 * ${TICKS_PER_UNIT}) / coalesce(o.weight, 1))`;

const VIRTUAL_TIME = (queue: string): string =>
  `coalesce((SELECT k.virtual_time FROM queue_clocks k WHERE k.queue = ${queue}), 0)`;

/**
 * Moves the ends of lines, `F = max(V, F) + length`, for the rows `n` of `lengths` (`queue`, `org_id`, `length`): a statement
 * that answers `queue`, `org_id` and `finish_tag`. A line is locked until the transaction ends; lines are locked in one order.
 */
export const extendLines = (lengths: string): string => `
  INSERT INTO queue_lines AS l (queue, org_id, finish_tag)
  SELECT n.queue, n.org_id, ${VIRTUAL_TIME('n.queue')} + n.length
  FROM ${lengths}
  ORDER BY n.queue, n.org_id
  ON CONFLICT (queue, org_id) DO UPDATE SET finish_tag = greatest(
    excluded.finish_tag, l.finish_tag + excluded.finish_tag - ${VIRTUAL_TIME('l.queue')})
  RETURNING l.queue, l.org_id, l.finish_tag`;
