/**
 * `pnpm chaos`: shoots at real processes and a real database while jobs run, and counts what came of it.
 *
 *   --scenario a,b   these only (default: all)      --seed n      chance of the first round (default: the time)
 *   --short          the form of every build        --minutes n   rounds with rising seeds, for so long (default: one)
 */
import { parseArgs } from 'node:util';

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
  },
});

const MS_PER_MINUTE = 60_000;
const chosen = chooseScenarios(options.scenario);
const endAt = Date.now() + Number(options.minutes) * MS_PER_MINUTE;
const verdicts: Verdict[] = [];
let seed = options.seed === undefined ? Math.floor(Date.now() / 1_000) : Number(options.seed);
do {
  for (const scenario of chosen) {
    const verdict = await playScenario(scenario, { seed, isShort: options.short });
    verdicts.push(verdict);
    console.log(`${toReport([verdict])}\n`);
  }
  seed += 1;
} while (Date.now() < endAt);
console.log(toReport(verdicts));
process.exitCode = verdicts.some(({ violations }) => violations.length > 0) ? 1 : 0;

function chooseScenarios(names: string | undefined): readonly Scenario[] {
  if (names === undefined) return scenarios;
  return names.split(',').map((name) => {
    const found = scenarios.find((scenario) => scenario.name === name);
    if (found !== undefined) return found;
    throw new Error(`there is no scenario ${name}: ${scenarios.map((scenario) => scenario.name).join(', ')}`);
  });
}
