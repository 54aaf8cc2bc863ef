import { setTimeout as delay } from 'node:timers/promises';

import { createArena, type Arena } from './arena.ts';
import { createCast, type Cast } from './cast.ts';
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

/**
 * Plays a scenario on a server of its own and consults the oracle.
 * @param options.signal ends it, with its reason and nothing left running
 */
export async function playScenario(
  scenario: Scenario,
  {
    seed,
    isShort,
    signal = new AbortController().signal,
  }: { seed: number; isShort: boolean; signal?: AbortSignal },
): Promise<Verdict> {
  const startedAt = performance.now();
  await using arena = await createArena();
  await using cast = createCast(arena);
  const notes: Notes = { violations: [], remarks: [] };
  const stage = createStage({ arena, cast, notes, seed, isShort });

  await Promise.race([scenario.play(stage), aborted(signal)]);
  await stage.waitFor('all jobs have ended', async () => (await stage.left()) === 0, ALL_ENDED_MS);
  await comesTrue(async () => (await countUnpaired(arena)) === 0, QUIET_MS);
  const found = await consultOracle(arena.query, {
    acknowledged: stage.load.acknowledged,
    handlers: await readHandlerLog(arena.folder),
  });
  const seconds = (performance.now() - startedAt) / 1_000;
  return judge({
    scenario,
    seed,
    isShort,
    found,
    faults: stage.faults,
    exits: cast.exits,
    ...notes,
    seconds,
  });
}

/** Sentences that a scenario leaves behind. */
type Notes = { violations: string[]; remarks: string[] };

function createStage({
  arena,
  cast,
  notes,
  seed,
  isShort,
}: {
  arena: Arena;
  cast: Cast;
  notes: Notes;
  seed: number;
  isShort: boolean;
}): Stage {
  const random = createSeededRandom(seed);
  return {
    arena,
    cast,
    load: createLoad(arena, seed),
    faults: createFaults(arena, { cast, random }),
    random,
    isShort,
    sized: ({ long, short }) => (isShort ? short : long),
    async waitFor(what, holds, timeoutMs = WAIT_DEFAULT_MS) {
      if (await comesTrue(holds, timeoutMs)) return;
      notes.violations.push(`not within ${timeoutMs / 1_000} s: ${what}`);
    },
    violated: (sentence) => notes.violations.push(sentence),
    remark: (text) => notes.remarks.push(text),
    left: () => countLeft(arena),
  };
}

function aborted(signal: AbortSignal): Promise<never> {
  const { promise, reject } = Promise.withResolvers<never>();
  const stop = () => reject(signal.reason instanceof Error ? signal.reason : new Error('told to end'));
  if (signal.aborted) stop();
  signal.addEventListener('abort', stop, { once: true });
  // It may come when nobody waits for it any more.
  promise.catch(() => undefined);
  return promise;
}

/** Looks again and again, for so long; what does not answer in that time is not true. */
async function comesTrue(holds: () => Promise<boolean> | boolean, timeoutMs: number): Promise<boolean> {
  const timeout = new AbortController();
  const timeIsUp = delay(timeoutMs, false, { signal: timeout.signal });
  // Nobody waits for it once the answer is there.
  timeIsUp.catch(() => undefined);
  try {
    for (
      const giveUpAt = performance.now() + timeoutMs;
      performance.now() <= giveUpAt;
      await delay(POLL_MS)
    ) {
      if (await Promise.race([holds(), timeIsUp])) return true;
    }
    return false;
  } finally {
    timeout.abort();
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
