import type { JobAction, JobActionFilter } from '@rota/contracts/client';
import { formatQuantity } from '../../components/format-number.ts';
import type { JobFilter } from '../../live/fits-filter.ts';

/** How an action on many jobs is spoken of. */
interface BulkActionWords {
  /** In the menu, and above its dialog. */
  title: string;
  /** What happens to each job. */
  effect: string;
  /** The button, and the job that does it, of so many. */
  button: (count: number) => string;
  acting: (count: number) => string;
}

/** Every action there is. A new one in the contract does not compile without its words. */
export const bulkActions: Record<JobAction, BulkActionWords> = {
  cancel: {
    title: 'Cancel these jobs',
    effect: 'Those that wait end at once, those that run are asked to stop.',
    button: (count) => `Cancel ${formatQuantity(count, 'job')}`,
    acting: (count) => `Cancellation of ${formatQuantity(count, 'job')}`,
  },
  retry: {
    title: 'Retry these jobs',
    effect: 'Those that failed get their attempts anew; those that wait for their time start now.',
    button: (count) => `Retry ${formatQuantity(count, 'job')}`,
    acting: (count) => `Retry of ${formatQuantity(count, 'job')}`,
  },
  resolve: {
    title: 'Resolve these dead letters',
    effect: 'They stay failed, and are no longer among the dead letters.',
    button: (count) => `Resolve ${formatQuantity(count, 'dead letter')}`,
    acting: (count) => `Resolution of ${formatQuantity(count, 'dead letter')}`,
  },
};

/** All actions, in the order of the menu. */
export const bulkActionNames: JobAction[] = ['cancel', 'retry', 'resolve'];

/** The filter of a list as that of an action: without what only a list has. */
export function toActionFilter({ include, limit, cursor, ...filter }: JobFilter): JobActionFilter {
  return filter;
}
