import type { Pool } from 'pg';

import type { EngineLogger } from '../engine-logger.ts';
import type { Notifier } from '../notifications.ts';
import type { Delivery, JobQueue } from '../queue/job-queue.ts';
import type { JobHandlerRegistry } from '../registry.ts';
import { claim, type ClaimedJob } from './claim.ts';
import type { ContextDeps } from './create-job-context.ts';
import type { Heartbeat } from './heartbeat.ts';
import { RunAborted } from './outcome.ts';
import { returnDeliveries } from './return-deliveries.ts';
import { runUserJob } from './run-user-job.ts';
import type { RunResult, Settler } from './settle.ts';
import type { Slots } from './slots.ts';
import { stopRuns } from './stop-runs.ts';

type ActiveRun = { job: ClaimedJob; controller: AbortController; ended: Promise<void> };

/** What begins and ends the user jobs of a process. */
export type UserJobRunner = {
  /** Claims and starts the delivered jobs; answers how many slots they took. */
  begin(deliveries: Delivery[]): Promise<number>;
  /** Waits for the runs in hand, then aborts them, then hands back what is left: no attempt is spent. */
  stop(graceMs: number): Promise<void>;
};

type RunnerDeps = ContextDeps & {
  pool: Pool;
  queue: JobQueue;
  registry: JobHandlerRegistry;
  workerId: string;
  slots: Slots;
  heartbeat: Heartbeat;
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
    deps.heartbeat.keepAlive(job.delivery, () => {
      controller.abort(
        new RunAborted('lost', 'This worker was silent for too long; the job runs elsewhere.'),
      );
    });
    const run = runUserJob(deps, { handler, job, controller });
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
      deps.heartbeat.release(result.job.delivery);
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

    async stop(graceMs) {
      await stopRuns({
        ended: Promise.all([...active.values()].map((run) => run.ended)),
        graceMs,
        abort() {
          const reason = new RunAborted('shutdown', 'The worker is shutting down; the job will run again.');
          for (const { controller } of active.values()) controller.abort(reason);
        },
      });
      // What ignores its signal is handed back over its handler's head: the process is about to end.
      for (const { job } of active.values()) write({ job, result: { outcome: 'handed_back' } });
      await Promise.all(unwritten);
    },
  };
}
