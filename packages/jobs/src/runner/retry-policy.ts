import type { RetryPolicy } from '@rota/db';

/** A failed attempt, from 1, and a number in [0, 1), handed in so that the delay is a function of its arguments. */
export type FailedAttempt = { attempt: number; random: number };

/** The wait after a failed attempt, in milliseconds. */
export function retryDelayMs(policy: RetryPolicy, { attempt, random }: FailedAttempt): number {
  const delaySeconds = Math.min(baseDelaySeconds(policy, attempt), policy.maxSeconds);
  // A delay is spread evenly over ± the share of itself that `jitter` names.
  const spread = 1 + policy.jitter * (2 * random - 1);
  return Math.round(delaySeconds * spread * 1_000);
}

function baseDelaySeconds(policy: RetryPolicy, attempt: number): number {
  switch (policy.strategy) {
    case 'exponential':
      // 2^1024 is Infinity, which the caller's minimum turns into maxSeconds.
      return policy.baseSeconds * 2 ** (attempt - 1);
    case 'linear':
      return policy.baseSeconds * attempt;
    case 'fixed':
      return policy.baseSeconds;
    case 'list': {
      const { delaysSeconds: delays } = policy;
      return delays[Math.min(attempt, delays.length) - 1] ?? policy.baseSeconds;
    }
  }
}
