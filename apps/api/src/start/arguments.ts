import { parseArgs } from 'node:util';

import { StartError } from '../process/start-error.ts';

/** What the command line of `start` says. */
export type StartArguments = {
  /** `--dev`: processes are started again when sources change, and the console comes from Vite. */
  isDev: boolean;
};

/**
 * Reads them.
 *
 * @throws StartError for an argument that it does not know
 */
export function readArguments(args: readonly string[]): StartArguments {
  try {
    const { values } = parseArgs({ args: [...args], options: { dev: { type: 'boolean', default: false } } });
    return { isDev: values.dev };
  } catch (error) {
    throw new StartError(
      `${error instanceof Error ? error.message : String(error)}\nThe only option is --dev; everything else is set in the environment.`,
    );
  }
}
