import { spawnSync } from 'node:child_process';
import { delimiter, join } from 'node:path';

/**
 * Runs a command of a workspace as `pnpm` would, on its own binaries, and waits for it.
 *
 * @param place.root of the workspace
 * @param place.folder where it runs, from the root; the root when left out
 * @returns its exit code, and what it said, output and errors together
 */
export function runCommand(
  { root, folder = '.', env = {} }: { root: string; folder?: string; env?: NodeJS.ProcessEnv },
  command: string,
  ...args: string[]
): { status: number | null; output: string } {
  const cwd = join(root, folder);
  const path = [join(cwd, 'node_modules/.bin'), join(root, 'node_modules/.bin'), process.env['PATH']];
  // Started by a test, vitest would take itself for a worker of the run that it is started in.
  const inherited = Object.entries(process.env).filter(([name]) => !/^(VITEST|TEST$|TINYPOOL)/.test(name));
  const { status, error, stdout, stderr } = spawnSync(command, args, {
    cwd,
    env: { ...Object.fromEntries(inherited), NO_COLOR: '1', ...env, PATH: path.join(delimiter) },
    encoding: 'utf8',
  });
  if (error) throw error;
  return { status, output: stdout + stderr };
}

/**
 * Compiles the API of a workspace: each time anew only what has changed, and what depends on it. On one thread, as others
 * are busy: on two the compiler computes twice as much for the same.
 */
export function compileApi(root: string): ReturnType<typeof runCommand> {
  const incremental = ['--incremental', '--tsBuildInfoFile', 'api.tsbuildinfo'];
  return runCommand({ root, folder: 'apps/api' }, 'tsc', '-p', '.', '--singleThreaded', ...incremental);
}
