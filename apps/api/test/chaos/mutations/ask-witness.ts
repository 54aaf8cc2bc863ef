import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { Witness } from './mutation.ts';

/** `red`: it noticed. `green`: it did not. `silent`: it said nothing of the kind, so that it shows nothing. */
export type Testimony = 'red' | 'green' | 'silent';

const OUTPUT_BYTES_MAX = 64 * 1024 * 1024;
const WITNESS_MS_MAX = 600_000;

/** What a witness is called in the table. */
export function nameOfWitness(witness: Witness): string {
  return witness.kind === 'test' ? `test “${witness.name}”` : `scenario ${witness.name}`;
}

/** Runs one in a copy of the sources. Only the very test or oracle counts: sources that do not load are `silent`. */
export async function askWitness(folder: string, witness: Witness): Promise<Testimony> {
  return witness.kind === 'test' ? runTest(folder, witness) : runScenario(folder, witness.name);
}

type TestWitness = Extract<Witness, { kind: 'test' }>;
type TestReport = { testResults: { assertionResults: { title: string; status: string }[] }[] };

async function runTest(folder: string, { project, file, name }: TestWitness): Promise<Testimony> {
  const report = join(folder, 'witness.json');
  const pattern = name.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
  const vitest = join(folder, 'node_modules/.bin/vitest');
  const args = [
    'run',
    '--project',
    project,
    file,
    '-t',
    pattern,
    '--reporter=json',
    `--outputFile.json=${report}`,
  ];
  await run(folder, [vitest, ...args]);
  const { testResults } = JSON.parse(await readFile(report, 'utf8')) as TestReport;
  const statuses = testResults
    .flatMap(({ assertionResults }) => assertionResults)
    .filter(({ title }) => title === name)
    .map(({ status }) => status);
  if (statuses.includes('failed')) return 'red';
  return statuses.includes('passed') ? 'green' : 'silent';
}

async function runScenario(folder: string, name: string): Promise<Testimony> {
  const boot = './apps/api/src/boot.cjs';
  const main = 'apps/api/test/chaos/main.ts';
  const output = await run(folder, [
    process.execPath,
    '-r',
    boot,
    main,
    '--short',
    '--seed',
    '1',
    '--scenario',
    name,
  ]);
  if (output.includes(`VIOLATED ${name}`)) return 'red';
  return /\bheld$/m.test(output) ? 'green' : 'silent';
}

/** What it wrote; how it ended is for the caller to find in that. */
function run(cwd: string, [file = '', ...args]: readonly string[]): Promise<string> {
  return new Promise((resolve) => {
    execFile(file, args, { cwd, maxBuffer: OUTPUT_BYTES_MAX, timeout: WITNESS_MS_MAX }, (_error, stdout) =>
      resolve(stdout),
    );
  });
}
