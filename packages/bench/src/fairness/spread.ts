import type { Arena } from '../arena.ts';
import { CONCURRENCY } from '../contender.ts';
import { median } from '../measure.ts';
import { createTimedJobs } from './timed-jobs.ts';

const TYPE = 'bench:empty';
const STOP_MS = 10_000;

/**
 * What turns cost: jobs a second of a backlog of many organisations, as a part of the rate of one that belongs to one,
 * which is plain order. Medians of rounds that take turns.
 */
export async function measureSpread(
  arena: Arena,
  { jobs, organisations, rounds }: { jobs: number; organisations: number; rounds: number },
): Promise<number> {
  const engine = await createTimedJobs(arena, { [TYPE]: 0 });
  const orgIds: string[] = [];
  for (let made = 0; made < organisations; made += 1) orgIds.push(await engine.createOrganisation());

  const drain = async (among: readonly string[]): Promise<number> => {
    await engine.createBacklogs(among.map((orgId) => ({ orgId, type: TYPE, count: jobs / among.length })));
    const goal = engine.runs.length + jobs;
    const last = engine.started(() => engine.runs.length === goal);
    const startedAt = performance.now();
    const worker = await engine.startWorker(CONCURRENCY);
    await last;
    await worker.stop(STOP_MS);
    return jobs / (performance.now() - startedAt);
  };

  const plain: number[] = [];
  const shared: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    plain.push(await drain(orgIds.slice(0, 1)));
    shared.push(await drain(orgIds));
  }
  await engine.close();
  return median(shared) / median(plain);
}
