/**
 * `pnpm new:job area:verb` adds a job type that runs: its contract, its handler, and its line in the list of
 * handlers; then generates what follows from the contract. docs/adding-a-job.md says how to go on.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { HANDLER_LIST, scaffoldJob } from './job-scaffold.ts';

const ROOT = resolve(import.meta.dirname, '..');

try {
  addJob(process.argv[2]);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

function addJob(type: string | undefined): void {
  if (type === undefined) throw new Error('Which one? Say `pnpm new:job area:verb`, such as report:send.');
  const job = scaffoldJob(type);
  for (const file of [job.specFile, job.handlerFile]) {
    if (existsSync(join(ROOT, file))) throw new Error(`${file} is there already; nothing was changed.`);
  }
  const handlerList = job.addTo(readFileSync(join(ROOT, HANDLER_LIST), 'utf8'));

  writeFileSync(join(ROOT, job.specFile), job.spec);
  writeFileSync(join(ROOT, job.handlerFile), job.handler);
  writeFileSync(join(ROOT, HANDLER_LIST), handlerList);
  run('node', ['codegen/generate.ts'], join(ROOT, 'packages/contracts'));
  run(join(ROOT, 'node_modules/.bin/oxfmt'), [job.handlerFile, HANDLER_LIST], ROOT);

  console.log(`${type} is there:
  ${job.specFile}  what it takes and gives; after a change: pnpm generate
  ${job.handlerFile}  what it does
  ${HANDLER_LIST}  its line in the list
docs/adding-a-job.md says how to go on; pnpm check and pnpm test say when it is right.`);
}

function run(command: string, args: string[], cwd: string): void {
  const { status, error, stdout, stderr } = spawnSync(command, args, { cwd, encoding: 'utf8' });
  if (error) throw error;
  if (status !== 0)
    throw new Error(`The files are written, but ${args.join(' ')} failed:\n${stdout}${stderr}`);
}
