import type { DeadLetterRetryOptions } from '@rota/contracts/client';
import { formatQuantity } from '../../components/format-number.ts';

/** How much of a group is run again: all of it, the oldest few, or those and the others when they go well. */
export type RetryExtent = 'all' | 'first' | 'canary';

/** What the dialog asks for. */
export interface RetryValues {
  extent: RetryExtent;
  /** How many come first; of `all` it means nothing. */
  first: number;
  /** Of `canary`: at so many failures of a hundred the others stay. */
  stopAtPercent: number;
}

/** The most that the server takes as first ones. */
export const firstMax = 1_000;

/** What the dialog begins with for a group of so many. */
export function initialRetryValues(count: number): RetryValues {
  return { extent: 'all', first: Math.min(10, count), stopAtPercent: 20 };
}

/** What is wrong with the values, by field. Empty: nothing. */
export function findRetryFaults({ extent, first, stopAtPercent }: RetryValues): {
  first?: string;
  stopAtPercent?: string;
} {
  const isFew = extent !== 'all';
  const isWhole = Number.isInteger(first) && first >= 1 && first <= firstMax;
  const isShare = Number.isFinite(stopAtPercent) && stopAtPercent >= 0 && stopAtPercent <= 100;
  return {
    ...(isFew && !isWhole && { first: `A whole number from 1 to ${firstMax}` }),
    ...(extent === 'canary' && !isShare && { stopAtPercent: 'A number from 0 to 100' }),
  };
}

/** The request. */
export function toRetryOptions({ extent, first, stopAtPercent }: RetryValues): DeadLetterRetryOptions {
  if (extent === 'all') return {};
  return extent === 'first' ? { first } : { first, stopAtFailureShare: stopAtPercent / 100 };
}

/** What the button says. */
export function describeRetry({ extent, first }: RetryValues, count: number): string {
  if (extent === 'all' || first >= count) return `Retry ${formatQuantity(count, 'job')}`;
  const few = formatQuantity(first, 'job');
  return extent === 'first' ? `Retry ${few}` : `Retry ${few} first`;
}
