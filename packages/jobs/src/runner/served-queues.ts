import type { Pool } from 'pg';

import { JobRegistryError } from '../errors.ts';
import type { Delivery, JobQueue } from '../queue/job-queue.ts';
import { DEFAULT_QUEUE, queueOf, strandedQueueOf } from '../registry/user-queues.ts';
import type { JobHandlerRegistry } from '../registry/registry.ts';
import { fetchWithinCap } from './fetch-within-cap.ts';
import { limitSlots, type Slots } from './slots.ts';

/** A queue as this process serves it. */
export type ServedQueue = {
  name: string;
  /** The types whose jobs are run from it; other jobs that turn up in it belong elsewhere. */
  types: readonly string[];
  slots: Slots;
  fetch(count: number): Promise<Delivery[]>;
};

/** The queues that a process serves, by their names. */
export type ServedQueues = {
  all(): ServedQueue[];
  find(name: string): ServedQueue | undefined;
  /** Names of queues that others may make, of jobs that they cannot run and this process can. */
  strandedNames(): string[];
  /** Serves one of those from now on. */
  serveStranded(name: string): ServedQueue | undefined;
};

/**
 * @param names the queues to serve; left out: all of the registry
 * @throws JobRegistryError when there is no queue of such a name
 */
export function createServedQueues(
  deps: { pool: Pool; queue: JobQueue; registry: JobHandlerRegistry; slots: Slots },
  names: readonly string[] | undefined,
): ServedQueues {
  const { registry, slots } = deps;
  const queues = registry.userQueues();
  const unknown = names?.filter((name) => !queues.some((queue) => queue.name === name)) ?? [];
  if (unknown.length > 0) {
    throw new JobRegistryError(
      `there is no queue ${unknown.join(', ')}; there are ${queues.map(({ name }) => name).join(', ')}`,
    );
  }
  const chosen = queues.filter(({ name }) => names === undefined || names.includes(name));
  // The claim of a tracked job writes its row, and waits for the disk with its fetch; that of a short one only reads.
  const waitsForDisk = (types: readonly string[]) =>
    types.some((type) => registry.findUserJob(type)?.options.short === true);
  const served = new Map<string, ServedQueue>();
  for (const { name, types, concurrency, hardCap } of chosen) {
    const waiting = waitsForDisk(types);
    served.set(name, {
      name,
      types,
      slots: concurrency === null ? slots : limitSlots(slots, concurrency),
      fetch: (count) =>
        hardCap === null
          ? deps.queue.fetch(name, { count, waitsForDisk: waiting })
          : fetchWithinCap(deps, { queueName: name, hardCap, count, waitsForDisk: waiting }),
    });
  }
  const stranded = new Map(
    chosen.flatMap(({ types }) => types.map((type) => [strandedQueueOf(type), type] as const)),
  );

  return {
    all: () => [...served.values()],
    find: (name) => served.get(name),
    strandedNames: () => [...stranded.keys()],
    serveStranded(name) {
      const type = stranded.get(name);
      const handler = type === undefined ? undefined : registry.findUserJob(type);
      if (handler === undefined || served.has(name)) return undefined;
      // A type with limits goes where those are kept.
      const types = queueOf(handler) === DEFAULT_QUEUE ? [handler.type] : [];
      const queue = {
        name,
        types,
        slots,
        fetch: (count: number) => deps.queue.fetch(name, { count, waitsForDisk: waitsForDisk(types) }),
      };
      served.set(name, queue);
      return queue;
    },
  };
}
