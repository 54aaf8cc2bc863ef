import type { JobQueue } from '../queue/job-queue.ts';
import { startTimedLoop } from '../timed-loop.ts';
import { startPump, type Pump } from './pump.ts';
import type { ServedQueue, ServedQueues } from './served-queues.ts';
import type { UserJobRunner } from './user-job-runner.ts';

/** The net under lost notifications. */
const POLL_MS = 1_000;
/** Queues of stranded jobs are looked for so often; one that has just got its first is heard of. */
const LOOK_FOR_STRANDED_MS = 5_000;

/** What moves user jobs from their queues into the slots of a process. */
export type UserJobPumps = {
  /** The queue has new messages. */
  wake(queueName: string): void;
  /** Any may have. */
  wakeAll(): void;
  stop(): Promise<void>;
};

/** Serves each queue by a pump of its own; waiting for slots, they take turns. */
export function startUserJobPumps(deps: {
  queue: JobQueue;
  served: ServedQueues;
  runs: Pick<UserJobRunner, 'begin'>;
  onError(error: unknown): void;
}): UserJobPumps {
  const { served, runs, onError } = deps;
  const pumps = new Map<string, Pump>();

  function start(queue: ServedQueue): void {
    const { slots, fetch } = queue;
    const begin: Parameters<typeof startPump>[0]['begin'] = (deliveries) => runs.begin(deliveries, queue);
    pumps.set(queue.name, startPump({ fetch, slots, pollMs: POLL_MS, begin, onError }));
  }

  function serveStranded(name: string): void {
    const queue = served.serveStranded(name);
    if (queue !== undefined) start(queue);
  }

  for (const queue of served.all()) start(queue);
  const stranded = new Set(served.strandedNames());
  const looking = startTimedLoop({
    intervalMs: LOOK_FOR_STRANDED_MS,
    async work() {
      for (const name of await deps.queue.findQueues([...stranded])) serveStranded(name);
    },
    onError,
  });

  return {
    wake(queueName) {
      if (stranded.has(queueName)) serveStranded(queueName);
      pumps.get(queueName)?.poke();
    },
    wakeAll() {
      for (const pump of pumps.values()) pump.poke();
    },
    async stop() {
      await looking.stop();
      for (const queue of served.all()) queue.slots.close();
      await Promise.all([...pumps.values()].map((pump) => pump.stop()));
    },
  };
}
