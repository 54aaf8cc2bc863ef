import { endedJobStatuses, type EndedJobStatus, type JobStatus } from '@rota/db';

const ENDED: ReadonlySet<JobStatus> = new Set(endedJobStatuses);

/**
 * Whether a job has ended.
 *
 * The life of a job. Every arrow is one guarded UPDATE (`WHERE id = … AND run = … AND status IN (…)`).
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
export function isEnded(status: JobStatus): status is EndedJobStatus {
  return ENDED.has(status);
}
