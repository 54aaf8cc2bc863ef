/**
 * `pnpm chaos`: shoots at real processes and a real database while jobs run, and counts what came of it.
 *
 *   --scenario a,b   these only (default: all)      --seed n      chance of the first round (default: the time)
 *   --short          the form of every build        --minutes n   rounds with rising seeds, for so long (default: one)
 *
 *   --mutations      switches the product's walls off instead, one at a time, and sees who notices
 *   --mutation a,b   these only
 */
import { parseArgs } from 'node:util';

import { tryMutations } from './mutations/try-mutations.ts';
import { playScenario } from './play-scenario.ts';
import { toReport } from './report.ts';
import { scenarios } from './scenarios/all.ts';
import type { Scenario } from './stage.ts';
import type { Verdict } from './verdict.ts';

const { values: options } = parseArgs({
  args: process.argv.slice(2).filter((argument) => argument !== '--'),
  options: {
    seed: { type: 'string' },
    scenario: { type: 'string' },
    minutes: { type: 'string', default: '0' },
    short: { type: 'boolean', default: false },
    mutations: { type: 'boolean', default: false },
    mutation: { type: 'string' },
  },
});

const MS_PER_SECOND = 1_000;
const MS_PER_MINUTE = 60_000;

const stop = new AbortController();
for (const name of ['SIGINT', 'SIGTERM'] as const) {
  process.once(name, () => stop.abort(new Error(`ended by ${name}`)));
}

const held =
  options.mutations || options.mutation !== undefined
    ? await tryMutations(options.mutation?.split(','), console.log)
    : await playRounds();
process.exitCode = held ? 0 : 1;

/** Answers whether everything held. */
async function playRounds(): Promise<boolean> {
  const chosen = chooseScenarios(options.scenario);
  const endAt = Date.now() + Number(options.minutes) * MS_PER_MINUTE;
  const verdicts: Verdict[] = [];
  let seed = options.seed === undefined ? Math.floor(Date.now() / MS_PER_SECOND) : Number(options.seed);
  do {
    for (const scenario of chosen) {
      const verdict = await playScenario(scenario, { seed, isShort: options.short, signal: stop.signal });
      verdicts.push(verdict);
      console.log(`${toReport([verdict])}\n`);
    }
    seed += 1;
  } while (Date.now() < endAt);
  console.log(toReport(verdicts));
  return verdicts.every(({ violations }) => violations.length === 0);
}

function chooseScenarios(names: string | undefined): readonly Scenario[] {
  if (names === undefined) return scenarios;
  return names.split(',').map((name) => {
    const found = scenarios.find((scenario) => scenario.name === name);
    if (found !== undefined) return found;
    throw new Error(`there is no scenario ${name}: ${scenarios.map((scenario) => scenario.name).join(', ')}`);
  });
}
