import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';

const apiDirectory = join(import.meta.dirname, '..');
const baseConfig = join(apiDirectory, '..', '..', 'tsconfig.base.json');

/**
 * Compiles every snippet as a file of its own, all in one run of the compiler, under the flags of this repository.
 *
 * The files lie below `node_modules`, where imports resolve as in this package and no other check looks; they are
 * removed again.
 *
 * @param snippets - The sources, by names that may stand in a file name.
 * @returns What the compiler says of each, one text a diagnostic: `TS2741: Property …`; none when it compiles.
 */
export async function compileSnippets(snippets: ReadonlyMap<string, string>): Promise<Map<string, string[]>> {
  const cache = join(apiDirectory, 'node_modules', '.cache');
  await mkdir(cache, { recursive: true });
  const directory = await mkdtemp(join(cache, 'snippets-'));
  try {
    const names = [...snippets.keys()];
    await Promise.all(
      names.map((name) => writeFile(join(directory, `${name}.ts`), snippets.get(name) ?? '')),
    );
    const config = { extends: baseConfig, files: names.map((name) => `${name}.ts`) };
    await writeFile(join(directory, 'tsconfig.json'), JSON.stringify(config));
    const diagnostics = readDiagnostics(await runCompiler(directory));
    return new Map(names.map((name) => [name, diagnostics.get(`${name}.ts`) ?? []]));
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

async function runCompiler(directory: string): Promise<string> {
  const manifest = createRequire(import.meta.url).resolve('typescript/package.json');
  const tsc = join(dirname(manifest), 'bin', 'tsc');
  const compiler = spawn(process.execPath, [tsc, '-p', '.', '--pretty', 'false', '--singleThreaded'], {
    cwd: directory,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const output = await text(compiler.stdout);
  if (/^error TS/m.test(output)) throw new Error(`The compiler could not begin:\n${output}`);
  return output;
}

/** The diagnostics by file name; the indented lines that explain one belong to it. */
function readDiagnostics(output: string): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const match of output.matchAll(/^(\S+)\(\d+,\d+\): error (TS\d+: .*(?:\n .*)*)/gm)) {
    const [, file = '', message = ''] = match;
    const name = basename(file);
    found.set(name, [...(found.get(name) ?? []), message]);
  }
  return found;
}
