import { endedJobStatuses, type EndedJobStatus, type JobStatus } from '@rota/db';

/**
 * The life of a job: which status leads to which. Every arrow is one guarded UPDATE
 * (`WHERE id = … AND run = … AND status IN (…)`), whose statuses are written with {@link movingFrom}.
 *
 * ```
 *            runAt                  claim                   returned
 * scheduled ───────▶ pending ──────────────▶ processing ──────────────▶ completed
 *                     ▲   ▲  ◀── handed back ──┘ │  │ └─ worker lost: next run, still processing
 *                     │   │                      │  └── attempts used up, permanent ──▶ failed
 *                     │   └──── nextRetryAt ─── retrying ◀── threw, attempts left
 *                     └ (blocked waits for other jobs; cancelled ends every waiting or running job)
 * ```
 */
export const jobMoves = {
  /** Waits for `runAt`, also after a snooze. */
  scheduled: ['pending', 'cancelled'],
  /** Waits for other jobs: released, released before its time, ended with them. */
  blocked: ['pending', 'scheduled', 'cancelled', 'failed'],
  /** May run now. Fails unclaimed when it is lost or its input no longer fits; short types end in one step. */
  pending: ['processing', 'cancelled', 'failed', 'completed', 'retrying', 'scheduled'],
  /** A run is in hand. Snoozed: scheduled. Handed back: pending. Its worker lost: processing, in the next run. */
  processing: ['completed', 'failed', 'cancelled', 'retrying', 'scheduled', 'pending', 'processing'],
  /** An attempt failed; waits for `nextRetryAt`. */
  retrying: ['pending', 'cancelled'],
  completed: [],
  /** Only a retry by hand moves an ended job; of a batch parent, it is the children that run again. */
  failed: ['pending', 'processing'],
  cancelled: [],
} as const satisfies Record<JobStatus, readonly JobStatus[]>;

/** The statuses that lead to each of `To`. */
export type StatusBefore<To extends JobStatus> = {
  [From in JobStatus]: [To] extends [(typeof jobMoves)[From][number]] ? From : never;
}[JobStatus];

/** A job in one of these has a live message (unless it is parked, or a batch parent). */
export const liveStatuses = ['pending', 'processing'] as const satisfies readonly JobStatus[];

const ENDED: ReadonlySet<JobStatus> = new Set(endedJobStatuses);

/** Whether a job has ended. */
export function isEnded(status: JobStatus): status is EndedJobStatus {
  return ENDED.has(status);
}

/**
 * The guard of a statement that moves jobs, for `status IN (…)`. `To` is every status in which it may leave one:
 * a move that {@link jobMoves} does not have does not compile.
 *
 * @example `UPDATE jobs SET status = 'pending' WHERE status IN (${movingFrom<'pending'>(['retrying'])})`
 */
export function movingFrom<To extends JobStatus>(from: readonly StatusBefore<To>[]): string {
  return sqlList(from);
}

/** Statuses as SQL literals. Not as parameters: partial indexes serve a statement whose statuses they can read. */
export function sqlList(statuses: readonly JobStatus[]): string {
  return statuses.map((status) => `'${status}'`).join(', ');
}
