import type { JobHandler } from './define-job.ts';
import { JobRegistryError } from '../errors.ts';
import { toQueueName } from './queue-name.ts';

/** The queue that user jobs share. */
export const DEFAULT_QUEUE = 'default';

/** What the names of queues of stranded jobs begin with. */
export const STRANDED_PREFIX = 'type/';

/** A queue of user jobs and how it is served. */
export type UserQueue = {
  name: string;
  /** The types whose jobs it has; sorted. */
  types: readonly string[];
  /** Most jobs of it that one process runs at once; null: as many as it runs at all. */
  concurrency: number | null;
  /** Most jobs of it that run at once, over all processes; null: no cap. */
  hardCap: number | null;
  /** A table of its own. */
  hot: boolean;
};

const NAME_PATTERN = /^[a-z][a-z0-9-]{0,62}$/;

/** The queue of a type: one of its own where it asks for what a shared one cannot give. */
export function queueOf({ type, options }: Pick<JobHandler, 'type' | 'options'>): string {
  if (options.queue !== null) return options.queue;
  return needsOwnQueue(options) ? toQueueName(type) : DEFAULT_QUEUE;
}

/**
 * Where jobs wait whose type the process that was given them cannot run: only processes that have the type serve it. Such
 * a job is moved once, instead of being passed on and on.
 */
export function strandedQueueOf(type: string): string {
  return `${STRANDED_PREFIX}${toQueueName(type)}`;
}

/** @throws JobRegistryError when an option is out of range */
export function checkQueueOptions({ type, options }: Pick<JobHandler, 'type' | 'options'>): void {
  for (const name of ['concurrency', 'hardCap'] as const) {
    const value = options[name];
    if (value !== null && !(Number.isInteger(value) && value >= 1)) {
      throw new JobRegistryError(`${type} has ${name} ${value}: it must be a whole number from 1`);
    }
  }
  if (options.queue !== null && !NAME_PATTERN.test(options.queue)) {
    throw new JobRegistryError(
      `${type} names the queue ${options.queue}: write lower-case letters, digits and hyphens, a letter first`,
    );
  }
}

/**
 * The queues of the types, the shared one first, the others by name.
 * @throws JobRegistryError when a type with limits of its own shares a queue: they would be the limits of the others too
 */
export function listUserQueues(handlers: readonly JobHandler[]): UserQueue[] {
  const groups = Map.groupBy(handlers, queueOf);
  if (!groups.has(DEFAULT_QUEUE)) groups.set(DEFAULT_QUEUE, []);
  const queues = [...groups].map(([name, sharing]): UserQueue => {
    const limited = sharing.find(({ options }) => needsOwnQueue(options));
    if (limited !== undefined && sharing.length > 1) {
      throw new JobRegistryError(
        `${limited.type} shares the queue ${name}, but declares concurrency, hardCap or hot`,
      );
    }
    const { concurrency, hardCap, hot } = limited?.options ?? {
      concurrency: null,
      hardCap: null,
      hot: false,
    };
    return { name, types: sharing.map(({ type }) => type).toSorted(), concurrency, hardCap, hot };
  });
  return queues.toSorted(
    (a, b) =>
      Number(b.name === DEFAULT_QUEUE) - Number(a.name === DEFAULT_QUEUE) || (a.name < b.name ? -1 : 1),
  );
}

const needsOwnQueue = ({ concurrency, hardCap, hot }: JobHandler['options']): boolean =>
  concurrency !== null || hardCap !== null || hot;
