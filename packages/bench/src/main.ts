import { parseArgs } from 'node:util';

import { createArena } from './arena.ts';
import { measureRound, median, percentile, type Rates } from './measure.ts';
import { createRawPgBoss } from './raw-pg-boss.ts';
import { printReport } from './report.ts';
import { createRota } from './rota.ts';

const { values: options } = parseArgs({
  options: {
    jobs: { type: 'string', default: '5000' },
    rounds: { type: 'string', default: '3' },
    pickups: { type: 'string', default: '300' },
  },
});
const jobs = Number(options.jobs);

const arena = await createArena();
try {
  const rota = await createRota(arena);
  const raw = await createRawPgBoss(arena);
  const rates = new Map<string, Rates[]>([
    [raw.name, []],
    [rota.name, []],
  ]);
  // The first round warms up: plans, caches, compiled code.
  for (let round = 0; round <= Number(options.rounds); round += 1) {
    // Contenders take turns, so that a machine that slows down slows both.
    for (const contender of [raw, rota]) {
      const measured = await measureRound(contender, round === 0 ? Math.ceil(jobs / 10) : jobs);
      await arena.engine.pool.query('ANALYZE');
      if (round > 0) rates.get(contender.name)?.push(measured);
    }
  }
  const pickups = await rota.pickupMs(Number(options.pickups));
  await raw.close();
  await rota.close();

  printReport({
    serverVersion: arena.serverVersion,
    jobs,
    rounds: Number(options.rounds),
    contenders: [...rates].map(([name, rounds]) => ({
      name,
      drain: median(rounds.map((round) => round.drain)),
      endToEnd: median(rounds.map((round) => round.endToEnd)),
    })),
    pickupMs: { p50: percentile(pickups, 0.5), p99: percentile(pickups, 0.99), samples: pickups.length },
  });
} finally {
  await arena.close();
}
