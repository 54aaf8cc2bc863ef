import type { Pool } from 'pg';

import type { EngineLogger } from '../engine-logger.ts';
import type { SystemJobResources } from '../registry/job-context.ts';
import type { JobQueue } from '../queue/job-queue.ts';
import { toQueueName } from '../registry/queue-name.ts';
import type { JobHandlerRegistry } from '../registry/registry.ts';
import type { Heartbeat } from './heartbeat.ts';
import { RunAborted } from './outcome.ts';
import { startPump, type Pump } from './pump.ts';
import { runSystemJob } from './run-system-job.ts';
import { createSlots, type Slots } from './slots.ts';
import { stopRuns, type StopTimes } from './stop-runs.ts';

/** System jobs are due by the minute. */
const POLL_MS = 5_000;

/** What ends the system jobs of a process. */
export type SystemJobPumps = {
  /** Nothing is in hand, and nothing is being fetched. */
  isIdle(): boolean;
  /** Waits for what is in hand, then aborts it. */
  stop(times: StopTimes): Promise<void>;
};

type RunnerDeps = {
  pool: Pool;
  queue: JobQueue;
  registry: JobHandlerRegistry;
  heartbeat: Heartbeat;
  workerId: string;
  logger: EngineLogger;
  systemResources(): SystemJobResources;
};

/** Runs the system jobs that are due: each type on a queue and a slot of its own, so that none waits for another. */
export function startSystemJobPumps(deps: RunnerDeps): SystemJobPumps {
  const shutdown = new AbortController();
  const running = new Set<Promise<void>>();
  const allSlots: Slots[] = [];
  const pumps = deps.registry.systemJobTypes().map((type) => startSystemPump(type));

  function startSystemPump(type: string): Pump {
    const slots = createSlots(1);
    allSlots.push(slots);
    const pump = startPump({
      fetch: (count) => deps.queue.fetch(toQueueName(type), { count }),
      slots,
      pollMs: POLL_MS,
      onError: report('fetching a system job failed'),
      async begin(deliveries) {
        const handler = deps.registry.findSystemJob(type);
        if (handler === undefined) return 0;
        for (const delivery of deliveries) {
          const run = runSystemJob(deps, { handler, delivery, shutdown: shutdown.signal })
            .catch(report('a system job could not be settled'))
            .finally(() => {
              running.delete(run);
              slots.release(1);
            });
          running.add(run);
        }
        return deliveries.length;
      },
    });
    return {
      poke: pump.poke,
      stop: () => {
        slots.close();
        return pump.stop();
      },
    };
  }

  function report(message: string): (error: unknown) => void {
    return (error) => deps.logger.error({ err: error, workerId: deps.workerId }, message);
  }

  return {
    isIdle: () => allSlots.every((slots) => slots.inUse() === 0),

    async stop(times) {
      await Promise.all(pumps.map((pump) => pump.stop()));
      // One that ignores its signal is left behind: the queue misses its heartbeat and delivers it again.
      await stopRuns(times, {
        ended: Promise.all(running),
        abort: () =>
          shutdown.abort(new RunAborted('shutdown', 'The worker is shutting down; the job will run again.')),
      });
    },
  };
}
