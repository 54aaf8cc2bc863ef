import type { Problem } from './gen/types.gen.ts';

/** Whether what an SDK call threw or answered as `error` is the server's word, and not a network failure. */
export function isProblem(error: unknown): error is Problem {
  return typeof error === 'object' && error !== null && 'code' in error && 'requestId' in error;
}
