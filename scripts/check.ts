/**
 * `pnpm check`: all that can be said about the tree without running it. Runs every step, whatever fails before,
 * so that one round shows everything; prints a line a step, and the output of those that fail.
 */
import { spawn } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';

interface Step {
  name: string;
  command: string[];
  /** Where it runs, from the root. Default: the root. */
  folder?: string;
}

interface StepResult {
  passed: boolean;
  output: string;
}

const ROOT = resolve(import.meta.dirname, '..');
/** The heavy steps use several threads themselves; more at a time would only take turns. */
const LANES_MAX = 2;

const steps: Step[] = [
  { name: 'lint', command: ['oxlint'] },
  {
    name: 'contracts are fresh',
    command: ['node', 'codegen/generate.ts', '--check'],
    folder: 'packages/contracts',
  },
  { name: 'migrations are fresh', command: ['node', 'scripts/check-migrations.ts'] },
  { name: 'unused code', command: ['knip', '--no-progress'] },
  { name: 'specification', command: ['redocly', 'lint', 'packages/contracts/openapi/openapi.yaml'] },
  { name: 'types of the root', command: ['tsc', '-p', '.', '--singleThreaded'] },
  ...typesOfPackages(),
  { name: 'boundaries', command: ['turbo', 'boundaries', '--no-color'] },
  { name: 'format', command: ['oxfmt', '--check', '.'] },
];

await runAll(steps);

async function runAll(waiting: readonly Step[]): Promise<void> {
  const nameWidth = Math.max(...waiting.map((step) => step.name.length));
  const queue = [...waiting];
  let failures = 0;

  async function lane(): Promise<void> {
    for (let step = queue.shift(); step !== undefined; step = queue.shift()) {
      const startedAt = performance.now();
      const { passed, output } = await run(step);
      const seconds = ((performance.now() - startedAt) / 1000).toFixed(1).padStart(6);
      console.log(`${passed ? '✓' : '✗'} ${step.name.padEnd(nameWidth)} ${seconds} s`);
      if (!passed) {
        failures += 1;
        console.log(output.trimEnd().replaceAll(/^/gm, '  '));
      }
    }
  }

  await Promise.all(Array.from({ length: Math.min(LANES_MAX, availableParallelism()) }, lane));
  console.log(failures === 0 ? 'All checks passed.' : `${failures} of ${waiting.length} checks failed.`);
  process.exitCode = failures === 0 ? 0 : 1;
}

function run({ command, folder = '.' }: Step): Promise<StepResult> {
  const cwd = join(ROOT, folder);
  const [program = '', ...args] = command;
  const binaries = [join(cwd, 'node_modules/.bin'), join(ROOT, 'node_modules/.bin'), process.env['PATH']];
  const child = spawn(program, args, {
    cwd,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      PATH: binaries.join(delimiter),
      REDOCLY_TELEMETRY: 'off',
      TURBO_TELEMETRY_DISABLED: '1',
    },
  });

  const chunks: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk));
  return new Promise((resolveRun) => {
    child.on('error', (error) =>
      resolveRun({ passed: false, output: `${program} did not start: ${error.message}` }),
    );
    child.on('close', (code) => resolveRun({ passed: code === 0, output: Buffer.concat(chunks).toString() }));
  });
}

/** The `types` script of each workspace package, as it stands in its package.json. */
function typesOfPackages(): Step[] {
  return globSync('{apps,packages}/*/package.json', { cwd: ROOT })
    .toSorted()
    .map((file): Step => {
      const manifest = JSON.parse(readFileSync(join(ROOT, file), 'utf8')) as { scripts: { types: string } };
      const folder = dirname(file);
      return { name: `types of ${folder}`, command: ['sh', '-c', manifest.scripts.types], folder };
    });
}
