import type { SqlExecutor } from '../sql-executor.ts';
import { PUT_BACK } from '../queue/message-sql.ts';
import { toTurn, type PlacedJob, type Turn } from './start-tags.ts';

/**
 * Lets jobs of priority `high` change places with jobs of their own organisation that are next in the same queue: the
 * line keeps its tags, and no other organisation waits longer.
 * @returns the turns of all jobs, in their order
 */
export async function swapTurns(executor: SqlExecutor, placed: readonly PlacedJob[]): Promise<Turn[]> {
  const turns = placed.map(({ turn }) => turn);
  const urgent = [...placed.entries()].filter(([, { job }]) => job.priority === 'high');
  const lines = Map.groupBy(urgent, ([, { job }]) => `${job.queue} ${job.orgId}`);
  for (const line of lines.values()) {
    const first = line[0]?.[1];
    if (first === undefined) continue;
    const tags = line.map(([, { turn }]) => turn.tag);
    const swapped = await putBack(executor, { ...first, tags });
    for (const [index, { turn, base }] of line) {
      const had = swapped.get(turn.tag);
      if (had !== undefined) turns[index] = toTurn(had, base);
    }
  }
  return turns;
}

/** @returns by each of the tags that was given to another job, the tag that that job had */
async function putBack(
  executor: SqlExecutor,
  { job, base, tags }: PlacedJob & { tags: readonly number[] },
): Promise<Map<number, number>> {
  const { rows } = await executor.executeSql<{ had: number; tag: number }>(PUT_BACK, [
    job.queue,
    job.orgId,
    tags,
    base,
  ]);
  return new Map(rows.map(({ had, tag }) => [tag, had]));
}
