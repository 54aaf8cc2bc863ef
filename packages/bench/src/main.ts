import { parseArgs } from 'node:util';

import { createArena } from './arena.ts';
import { createBullMq } from './bull-mq.ts';
import type { Contender } from './contender.ts';
import { createGraphileWorkers } from './graphile-worker.ts';
import { measureRounds, percentile } from './measure.ts';
import { createRawPgBoss } from './raw-pg-boss.ts';
import { printReport } from './report.ts';
import { createRota } from './rota.ts';

const { values: options } = parseArgs({
  options: {
    jobs: { type: 'string', default: '5000' },
    rounds: { type: 'string', default: '3' },
    pickups: { type: 'string', default: '300' },
    // Other queues than pg-boss take their time and say nothing about a change of ours.
    peers: { type: 'boolean', default: false },
  },
});
const jobs = Number(options.jobs);
const rounds = Number(options.rounds);

await using closers = new AsyncDisposableStack();
const arena = closers.adopt(await createArena(), (one) => one.close());
const enter = <One extends Contender>(one: One): One => closers.adopt(one, () => one.close());

const raw = enter(await createRawPgBoss(arena));
const rota = enter(await createRota(arena));
const contenders: Contender[] = [raw, rota];
if (options.peers) {
  for (const graphile of await createGraphileWorkers(arena)) contenders.push(enter(graphile));
  const bullMq = await createBullMq();
  if (bullMq === null) console.log('There is no Redis server on this machine: BullMQ is not measured.\n');
  else contenders.push(enter(bullMq));
}
const rates = await measureRounds(arena, { contenders, jobs, rounds });
const pickups = await rota.pickupMs(Number(options.pickups));

printReport({
  serverVersion: arena.serverVersion,
  jobs,
  rounds,
  contenders: rates,
  pickupMs: { p50: percentile(pickups, 0.5), p99: percentile(pickups, 0.99), samples: pickups.length },
});
