import { setTimeout as delay } from 'node:timers/promises';

import { createArena, type Arena } from './arena.ts';
import { createCast } from './cast.ts';
import { createFaults } from './faults.ts';
import { readHandlerLog } from './handler-log.ts';
import { createLoad } from './load.ts';
import { consultOracle, UNPAIRED } from './oracle.ts';
import { createSeededRandom } from './seeded-random.ts';
import type { Scenario, Stage } from './stage.ts';
import { judge, type Verdict } from './verdict.ts';

const WAIT_DEFAULT_MS = 60_000;
const POLL_MS = 50;
/** What was given two messages, or none, is mended by then. */
const QUIET_MS = 60_000;
const ALL_ENDED_MS = 120_000;

/** Plays a scenario on a server of its own and consults the oracle. */
export async function playScenario(
  scenario: Scenario,
  { seed, isShort }: { seed: number; isShort: boolean },
): Promise<Verdict> {
  const startedAt = performance.now();
  await using arena = await createArena();
  await using cast = createCast(arena);
  const random = createSeededRandom(seed);
  const load = createLoad(arena, seed);
  const faults = createFaults(arena, { cast, random });
  const violations: string[] = [];
  const remarks: string[] = [];
  const stage: Stage = {
    arena,
    cast,
    load,
    faults,
    random,
    isShort,
    sized: ({ long, short }) => (isShort ? short : long),
    waitFor: async (what, holds, timeoutMs = WAIT_DEFAULT_MS) => {
      if (!(await comesTrue(holds, timeoutMs))) violations.push(`not within ${timeoutMs / 1_000} s: ${what}`);
    },
    violated: (sentence) => violations.push(sentence),
    remark: (text) => remarks.push(text),
    left: () => countLeft(arena),
  };

  await scenario.play(stage);
  await stage.waitFor('all jobs have ended', async () => (await stage.left()) === 0, ALL_ENDED_MS);
  await comesTrue(async () => (await countUnpaired(arena)) === 0, QUIET_MS);
  const found = await consultOracle(arena.query, {
    acknowledged: load.acknowledged,
    handlers: await readHandlerLog(arena.folder),
  });
  return judge({
    scenario,
    seed,
    found,
    faults,
    exits: cast.exits,
    violations,
    remarks,
    seconds: (performance.now() - startedAt) / 1_000,
  });
}

/** Looks again and again, for so long. */
async function comesTrue(holds: () => Promise<boolean> | boolean, timeoutMs: number): Promise<boolean> {
  const giveUpAt = performance.now() + timeoutMs;
  for (;;) {
    if (await holds()) return true;
    if (performance.now() > giveUpAt) return false;
    await delay(POLL_MS);
  }
}

async function countLeft({ query }: Arena): Promise<number> {
  const [row] = await query<{ count: number }>(
    'SELECT count(*)::int AS count FROM jobs WHERE finished_at IS NULL',
  );
  return row?.count ?? 0;
}

async function countUnpaired({ query }: Arena): Promise<number> {
  const [row] = await query<{ count: number }>(UNPAIRED);
  return row?.count ?? 0;
}
