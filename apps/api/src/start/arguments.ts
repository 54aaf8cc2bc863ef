import { parseArgs } from 'node:util';

import { EnvError, readEnv, type Env } from '../env.ts';
import { StartError } from '../process/start-error.ts';

/** What the command line and the environment of `start` say. */
export type StartSettings = {
  /** `--dev`: processes are started again when sources change, and the console comes from Vite. */
  isDev: boolean;
  env: Env;
};

/**
 * Reads both.
 *
 * @param environment default: that of the process
 * @throws StartError for arguments that it does not know, EnvError for faults of the configuration; one that names both
 *   when there are both
 */
export function readSettings(args: readonly string[], environment?: NodeJS.ProcessEnv): StartSettings {
  const isDev = orError(() => readIsDev(args));
  const env = orError(() => readEnv(environment));
  if (!(isDev instanceof Error || env instanceof Error)) return { isDev, env };
  const errors = [isDev, env].filter((result) => result instanceof Error);
  const [first, ...others] = errors;
  if (first !== undefined && others.length === 0) throw first;
  throw new StartError(errors.map(({ message }) => message).join('\n\n'), { cause: first });
}

function readIsDev(args: readonly string[]): boolean {
  try {
    const { values } = parseArgs({ args: [...args], options: { dev: { type: 'boolean', default: false } } });
    return values.dev;
  } catch (error) {
    throw new StartError(
      `${error instanceof Error ? error.message : String(error)}\nThe only option is --dev; everything else is set in the environment.`,
    );
  }
}

/** The value, or the error that a person is to read. */
function orError<T>(read: () => T): T | StartError | EnvError {
  try {
    return read();
  } catch (error) {
    if (error instanceof StartError || error instanceof EnvError) return error;
    throw error;
  }
}
