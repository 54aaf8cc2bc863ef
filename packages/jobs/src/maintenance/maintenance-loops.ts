import type { Pool } from 'pg';

import type { EngineLogger } from '../engine-logger.ts';
import { createReconciler } from './reconcile.ts';
import { promoteDueJobs } from '../moves/promote.ts';
import type { Notifier } from '../notifications.ts';
import { sweepParked } from '../parking/release-parked.ts';
import type { JobQueue } from '../queue/job-queue.ts';
import { startTimedLoop, type TimedLoop } from '../timed-loop.ts';
import { rebaseTurns } from '../turns/rebase-turns.ts';

const PROMOTE_MS = 500;
const RECONCILE_MS = 10_000;
/** The net under a release that did not come to its end. */
const SWEEP_PARKED_MS = 3_000;
/** Half of the priorities are left when it begins: hours, at the least. */
const REBASE_MS = 10_000;

type MaintenanceLoopsDeps = {
  pool: Pool;
  queue: JobQueue;
  notifier: Notifier;
  logger: EngineLogger;
  /** Makes what is told of failures; each is tried again. */
  onError(message: string): (error: unknown) => void;
};

/** What every worker does for the jobs of all, until it is stopped. Any number of processes may do so at once. */
export function startMaintenanceLoops(deps: MaintenanceLoopsDeps): Pick<TimedLoop, 'stop'> {
  const loops = [
    startPromoting(deps),
    startReconciling(deps),
    startSweepingParked(deps),
    startRebasing(deps),
  ];
  return {
    async stop() {
      await Promise.all(loops.map((loop) => loop.stop()));
    },
  };
}

function startPromoting(deps: MaintenanceLoopsDeps): TimedLoop {
  return startTimedLoop({
    intervalMs: PROMOTE_MS,
    work: () => promoteDueJobs(deps),
    onError: deps.onError('promoting due jobs failed'),
  });
}

function startReconciling(deps: MaintenanceLoopsDeps): TimedLoop {
  const reconciler = createReconciler(deps);
  return startTimedLoop({
    intervalMs: RECONCILE_MS,
    async work() {
      const jobs = await reconciler.reconcilePage();
      if (jobs > 0) deps.logger.warn({ jobs }, 'jobs without a message were given a new one');
    },
    onError: deps.onError('reconciling rows and messages failed'),
  });
}

function startSweepingParked(deps: MaintenanceLoopsDeps): TimedLoop {
  return startTimedLoop({
    intervalMs: SWEEP_PARKED_MS,
    work: () => sweepParked(deps),
    onError: deps.onError('sweeping parked jobs failed'),
  });
}

function startRebasing(deps: MaintenanceLoopsDeps): TimedLoop {
  return startTimedLoop({
    intervalMs: REBASE_MS,
    work: () => rebaseTurns(deps),
    onError: deps.onError('rebasing turns failed'),
  });
}
