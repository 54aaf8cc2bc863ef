import type { RetryPolicy, RetryStrategy } from '@rota/contracts/client';
import { formatSpan } from '../../components/format-time.ts';

/** A retry policy in a few words: `Exponential, 5 s to 1 h`. */
export function describeRetryPolicy(policy: RetryPolicy): string {
  return descriptions[policy.strategy](policy);
}

const descriptions: Record<RetryStrategy, (policy: RetryPolicy) => string> = {
  exponential: ({ baseSeconds, maxSeconds }) =>
    `Exponential, ${formatSpan(baseSeconds)} to ${formatSpan(maxSeconds)}`,
  linear: ({ baseSeconds, maxSeconds }) => `Linear, ${formatSpan(baseSeconds)} to ${formatSpan(maxSeconds)}`,
  fixed: ({ baseSeconds }) => `Every ${formatSpan(baseSeconds)}`,
  list: ({ delaysSeconds }) => `After ${delaysSeconds.map(formatSpan).join(', ')}`,
};
