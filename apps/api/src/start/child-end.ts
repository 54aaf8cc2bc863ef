import type { ChildProcess } from 'node:child_process';

/** How a process ended; both null when it could not be started at all. */
export type ChildEnd = { code: number | null; signal: NodeJS.Signals | null };

/** Resolves when a process has ended. */
export function endOf(child: ChildProcess): Promise<ChildEnd> {
  const { promise, resolve } = Promise.withResolvers<ChildEnd>();
  child.once('exit', (code, signal) => resolve({ code, signal }));
  // It could not be started at all; then there is no exit.
  child.once('error', () => child.pid === undefined && resolve({ code: null, signal: null }));
  return promise;
}

/**
 * Asks a process to end with SIGTERM, and kills it when that takes too long. Asking again changes nothing: a second signal
 * would mean "at once", without handing back what is in hand.
 *
 * @param onKill told when the time is up
 */
export function endInOrder(
  child: ChildProcess,
  { timeoutMs, onKill }: { timeoutMs: number; onKill: () => void },
): void {
  if (child.killed) return;
  child.kill('SIGTERM');
  const impatient = setTimeout(() => {
    onKill();
    child.kill('SIGKILL');
  }, timeoutMs);
  child.once('exit', () => clearTimeout(impatient));
}
