import type { Pool } from 'pg';

import type { EngineLogger } from '../engine-logger.ts';
import type { Notifier } from '../notifications.ts';
import type { Delivery, JobQueue } from '../queue/job-queue.ts';
import type { JobHandlerRegistry } from '../registry.ts';
import { within } from '../within.ts';
import { claim, returnDeliveries, type ClaimedJob } from './claim.ts';
import type { ContextDeps } from './create-job-context.ts';
import type { HeldDeliveries } from './held-deliveries.ts';
import { RunAborted } from './outcome.ts';
import { runUserJob } from './run-user-job.ts';
import type { RunResult, Settler } from './settle.ts';
import type { Slots } from './slots.ts';

/** After its signal at a shutdown, a handler has so long to stop before its job is handed back. */
export const ABORT_GRACE_MS = 5_000;

type ActiveRun = { job: ClaimedJob; controller: AbortController; ended: Promise<void> };

export type UserJobRunner = {
  /** Claims and starts the delivered jobs; answers how many slots they took. */
  begin(deliveries: Delivery[]): Promise<number>;
  /** Resolves when no run is in hand and every end is written. */
  idle(): Promise<void>;
  /** Waits for the runs in hand, then aborts them, then hands back what is left: no attempt is spent. */
  stop(graceMs: number): Promise<void>;
};

type RunnerDeps = ContextDeps & {
  pool: Pool;
  queue: JobQueue;
  registry: JobHandlerRegistry;
  workerId: string;
  slots: Slots;
  held: HeldDeliveries;
  settler: Settler;
  notifier: Notifier;
  logger: EngineLogger;
  random(): number;
};

/** Runs user jobs: claim → run with timeout and signal → settle. */
export function createUserJobRunner(deps: RunnerDeps): UserJobRunner {
  const active = new Map<string, ActiveRun>();
  const ends = new WeakSet<ClaimedJob>();
  const unwritten = new Set<Promise<void>>();
  const types = deps.registry.userJobTypes();

  function start(job: ClaimedJob): void {
    const handler = deps.registry.findUserJob(job.type);
    if (handler === undefined) throw new Error(`${job.type} was claimed without a handler`);
    const controller = new AbortController();
    deps.held.hold(job.delivery, () => {
      controller.abort(
        new RunAborted('lost', 'This worker was silent for too long; the job runs elsewhere.'),
      );
    });
    const run = runUserJob(deps, handler, job, controller);
    // The slot stays taken as long as the handler runs, even past its timeout.
    const ended = run.outcome
      .then((result) => write({ job, result }))
      .then(() => run.ended)
      .finally(() => {
        active.delete(job.id);
        deps.slots.release(1);
      });
    active.set(job.id, { job, controller, ended });
  }

  /** The first end of a run counts: one that is handed back may still come to an end of its own. */
  function write(result: RunResult): void {
    if (ends.has(result.job)) return;
    ends.add(result.job);
    const written = deps.settler.settle(result).finally(() => {
      unwritten.delete(written);
      deps.held.release(result.job.delivery);
    });
    unwritten.add(written);
  }

  /** Never rejects: what was claimed beside these deliveries runs already and keeps its slots. */
  async function giveBack(deliveries: readonly Delivery[]): Promise<void> {
    if (deliveries.length === 0) return;
    await returnDeliveries(deps, deliveries).catch((error: unknown) => {
      deps.logger.error(
        { err: error, workerId: deps.workerId },
        'messages could not be given back; the queue will take them back as lost',
      );
    });
  }

  return {
    async begin(deliveries) {
      // A job whose handler ignores its signal may come back to this process: never a second run beside it.
      const fresh = deliveries.filter(({ jobId }) => jobId !== null && !active.has(jobId));
      const jobs = fresh.length > 0 ? await claim({ ...deps, types }, fresh) : [];
      for (const job of jobs) start(job);
      deps.notifier.changed(jobs.map(({ id, orgId }) => ({ orgId, jobId: id })));
      const claimed = new Set(jobs.map(({ delivery }) => delivery));
      await giveBack(deliveries.filter((delivery) => !claimed.has(delivery)));
      return jobs.length;
    },

    async idle() {
      while (active.size > 0 || unwritten.size > 0) {
        await Promise.all([...unwritten, ...[...active.values()].map((run) => run.ended)]);
      }
    },

    async stop(graceMs) {
      const ended = Promise.all([...active.values()].map((run) => run.ended));
      await within(graceMs, ended);
      for (const { job, controller } of active.values()) {
        controller.abort(
          new RunAborted('shutdown', `The worker is shutting down; ${job.type} will run again.`),
        );
      }
      await within(ABORT_GRACE_MS, ended);
      // What ignores its signal is handed back over its handler's head: the process is about to end.
      for (const { job } of active.values()) write({ job, result: { outcome: 'handed_back' } });
      await Promise.all(unwritten);
    },
  };
}
