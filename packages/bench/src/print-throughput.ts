import { createArena } from './arena.ts';
import { createBullMq } from './bull-mq.ts';
import type { Contender } from './contender.ts';
import { createGraphileWorkers } from './graphile-worker.ts';
import { measureRounds, percentile } from './measure.ts';
import { createRawPgBoss } from './raw-pg-boss.ts';
import { printReport } from './report.ts';
import { createRota } from './rota.ts';

/** What `printThroughput` measures. */
export type ThroughputOptions = {
  /** Of each round. */
  jobs: number;
  rounds: number;
  /** Samples of the time from commit to handler. */
  pickups: number;
  /** With other queues than pg-boss: they take their time and say nothing about a change of ours. */
  peers: boolean;
};

/** Measures jobs a second beside others, and how soon a job is picked up, and prints the tables. */
export async function printThroughput({ jobs, rounds, pickups, peers }: ThroughputOptions): Promise<void> {
  await using closers = new AsyncDisposableStack();
  const arena = closers.adopt(await createArena(), (one) => one.close());
  const enter = <One extends Contender>(one: One): One => closers.adopt(one, () => one.close());

  const raw = enter(await createRawPgBoss(arena));
  const rota = enter(await createRota(arena));
  const short = enter(await createRota(arena, { short: true }));
  const contenders: Contender[] = [raw, rota, short];
  if (peers) {
    for (const graphile of await createGraphileWorkers(arena)) contenders.push(enter(graphile));
    const bullMq = await createBullMq();
    if (bullMq === null) console.log('There is no Redis server on this machine: BullMQ is not measured.\n');
    else contenders.push(enter(bullMq));
  }
  const rates = await measureRounds(arena, { contenders, jobs, rounds });
  const pickupsMs = await rota.pickupMs(pickups);

  printReport({
    serverVersion: arena.serverVersion,
    jobs,
    rounds,
    contenders: rates,
    pickupMs: { p50: percentile(pickupsMs, 0.5), p99: percentile(pickupsMs, 0.99), samples: pickups },
  });
}
