import type { BatchFailurePolicy } from '@rota/contracts/client';

/** When failures of its jobs fail a batch, in words. */
export function describeFailurePolicy(policy: BatchFailurePolicy): string {
  if (policy === 'any') return 'if one job fails';
  if (policy === 'all') return 'if all jobs fail';
  return `if more than ${policy.maxFailed} fail`;
}
