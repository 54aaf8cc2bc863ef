import { fork, type ChildProcess } from 'node:child_process';
import { join, resolve } from 'node:path';

import type { Logger } from 'pino';

import { toConsoleEnvironment, toEnvironment, type ProcessEnv, type ProcessRole } from '../env.ts';
import { killAfterMs } from '../process/shutdown-bounds.ts';
import { FEW_ARENAS, SMALL_HEAP } from '../process/small-heap.ts';
import { superviseProcess, type SupervisedProcess } from './supervised-process.ts';

const MAIN = join(import.meta.dirname, '../main.ts');
const CONSOLE_SERVER = resolve(import.meta.dirname, '../../../web/dev-server.ts');

const CONSOLE_STOP_MS = 3_000;

/** Starts main.ts in one role, again whenever it dies. */
export function superviseRole(
  role: ProcessRole,
  { env, logger }: { env: ProcessEnv; logger: Logger },
): SupervisedProcess {
  const environment = toEnvironment({ ...env, roles: new Set([role]) });
  return superviseProcess({
    name: role,
    stopTimeoutMs: killAfterMs(env.shutdownGraceSeconds * 1_000),
    logger,
    spawn: () => forkChild(MAIN, [], environment),
  });
}

/** Starts the console's development server, which shows changes as they are saved and sends API paths on to the API. */
export function superviseConsole(
  port: number,
  { env, logger }: { env: ProcessEnv; logger: Logger },
): SupervisedProcess {
  return superviseProcess({
    name: 'console',
    stopTimeoutMs: CONSOLE_STOP_MS,
    logger,
    spawn: () => forkChild(CONSOLE_SERVER, [String(port)], toConsoleEnvironment(env)),
  });
}

function forkChild(file: string, args: readonly string[], env: NodeJS.ProcessEnv): ChildProcess {
  return fork(file, args, {
    env: { ...env, ...FEW_ARENAS },
    execArgv: SMALL_HEAP,
    // A process group of its own: Ctrl-C in the terminal reaches the supervisor, which then ends the others in order.
    // When the supervisor is killed they notice by the end of the channel.
    detached: true,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
}
