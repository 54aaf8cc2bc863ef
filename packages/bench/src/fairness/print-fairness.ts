import { createArena, type Arena } from '../arena.ts';
import { measureShares, type Contest } from './shares.ts';
import { measureSpread } from './spread.ts';
import { measureVictim, type Flood } from './victim.ts';

const FLOOD: Flood = { waiting: 20_000, types: 1, jobMs: 100, slots: 5, samples: 60 };
const WEIGHTS = [1, 1, 1, 2, 2, 2, 5, 5, 5];

const CONTESTS: Record<string, Contest> = {
  'nine organisations, weights 1:2:5, jobs of 10 ms': {
    organisations: WEIGHTS.map((weight) => ({ weight, jobMs: 10 })),
    slots: 5,
    seconds: 15,
  },
  'jobs of 10 ms against jobs of 1 s': {
    organisations: [10, 10, 1_000, 1_000].map((jobMs) => ({ weight: 1, jobMs })),
    slots: 8,
    seconds: 25,
  },
};
const FLOODS: Record<string, Flood> = {
  'beside 20,000 waiting of one type': FLOOD,
  'beside 20,000 waiting of 200 types': { ...FLOOD, types: 200 },
};
const SPREAD = { jobs: 5_000, organisations: 100, rounds: 3 };

/** Measures how organisations share the slots, each scenario on a server of its own, and prints the tables. */
export async function printFairness(): Promise<void> {
  console.log('| who contends | Jain index | furthest from its share | slots in use |\n|---|---:|---:|---:|');
  for (const [name, contest] of Object.entries(CONTESTS)) {
    const { jain, deviationMax, slotUse } = await onArena((arena) => measureShares(arena, contest));
    console.log(`| ${name} | ${jain.toFixed(4)} | ${percent(deviationMax)} | ${percent(slotUse)} |`);
  }
  console.log('\n| a job now and then | p50 | p95 | a round | p95, rounds |\n|---|---:|---:|---:|---:|');
  for (const [name, flood] of Object.entries(FLOODS)) {
    const { p50Ms, p95Ms, roundMs } = await onArena((arena) => measureVictim(arena, flood));
    const cells = [ms(p50Ms), ms(p95Ms), ms(roundMs), (p95Ms / roundMs).toFixed(1)];
    console.log(`| ${name} | ${cells.join(' | ')} |`);
  }
  const share = await onArena((arena) => measureSpread(arena, SPREAD));
  console.log(
    `\nA backlog of ${SPREAD.organisations} organisations drains at ${percent(share)} of the rate of one's.`,
  );
}

async function onArena<T>(measure: (arena: Arena) => Promise<T>): Promise<T> {
  const arena = await createArena();
  try {
    return await measure(arena);
  } finally {
    await arena.close();
  }
}

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
const ms = (value: number): string => `${value.toFixed(0)} ms`;
