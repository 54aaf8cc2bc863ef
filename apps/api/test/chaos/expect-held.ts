import { expect } from 'vitest';

import { playScenario } from './play-scenario.ts';
import { toReport } from './report.ts';
import { scenarios } from './scenarios/all.ts';

/** The same in every build; `pnpm chaos` looks for others. */
const SEED = 1;

/** Plays a scenario in its short form; fails with the whole table and what to run to see it again. */
export async function expectHeld(name: string): Promise<void> {
  const scenario = scenarios.find((candidate) => candidate.name === name);
  if (scenario === undefined) throw new Error(`there is no scenario ${name}`);
  const verdict = await playScenario(scenario, { seed: SEED, isShort: true });
  expect(
    verdict.violations,
    `${toReport([verdict])}\n\npnpm chaos --short --scenario ${name} --seed ${SEED}`,
  ).toEqual([]);
}
