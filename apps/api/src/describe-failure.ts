import { DatabaseSetupError } from '@rota/db';
import { JobRegistryError } from '@rota/jobs';

import { EnvError } from './env.ts';
import { StartError } from './start/start-error.ts';

/** Errors that say all there is to say to the person who runs the program: what is wrong and what to do. */
export function isForOperator(error: unknown): error is Error {
  return [EnvError, StartError, DatabaseSetupError, JobRegistryError].some((kind) => error instanceof kind);
}

/** Why a command ended, for the terminal: a sentence where there is one, else the stack. */
export function describeFailure(error: unknown): string {
  if (isForOperator(error)) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
