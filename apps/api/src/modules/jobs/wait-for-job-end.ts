import { inOrganisation, type Database } from '@rota/db';
import { isEnded } from '@rota/jobs';

import type { JobChangeHub } from './streams/job-change-hub.ts';
import { jobNotFound } from './jobs.errors.ts';
import { findJobStatus, type JobKey } from './jobs.repository.ts';

/** The net under lost notifications: those who wait look at least this often. */
const LOOK_AGAIN_MS = 5_000;

/** How long to wait, and what ends the wait before that. */
export type JobWait = { waitMs: number; signal: AbortSignal };

/**
 * Resolves when a job has ended, when the time is up, or when the signal is aborted.
 * @throws AppError `job.not_found`, and of kind `unavailable` when too many are waiting
 */
export async function waitForJobEnd(
  { waitMs, signal, ...key }: JobKey & JobWait,
  {
    db,
    changes,
    nowMs,
  }: {
    db: Database;
    changes: JobChangeHub;
    /** Monotonic. */
    nowMs(): number;
  },
): Promise<void> {
  const deadline = nowMs() + waitMs;
  // Before the first look, so that no change falls between look and wait.
  const watch = changes.watchJob(key.jobId);
  try {
    for (;;) {
      const status = await inOrganisation(db, key.orgId, (tx) => findJobStatus(tx, key));
      if (status === undefined) throw jobNotFound();
      const leftMs = deadline - nowMs();
      if (isEnded(status) || leftMs <= 0 || signal.aborted) return;
      await watch.next({ withinMs: Math.min(leftMs, LOOK_AGAIN_MS), signal });
    }
  } finally {
    watch.close();
  }
}
