const SPEAKING: ReadonlySet<string> = new Set([
  'EnvError',
  'StartError',
  // By name: this is asked before anything of these packages is needed, and loading them takes a second.
  'DatabaseSetupError',
  'JobRegistryError',
]);

/** Whether an error says all there is to say to the person who runs the program: what is wrong and what to do. */
export function isForOperator(error: unknown): error is Error {
  return error instanceof Error && SPEAKING.has(error.name);
}

/** Why a command ended, for the terminal: a sentence where there is one, else the stack. */
export function describeFailure(error: unknown): string {
  if (isForOperator(error)) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
