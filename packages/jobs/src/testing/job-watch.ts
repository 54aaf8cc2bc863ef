import { createListener, jobs, type Database } from '@rota/db';
import { eq, type InferSelectModel } from 'drizzle-orm';

import { isEnded } from '../moves/job-status.ts';
import { JOBS_CHANNEL } from '../notifications.ts';

/** A row of the table, as it is. */
export type JobRow = InferSelectModel<typeof jobs>;

/** Looks at the jobs of a database whenever the engine says that some have changed. */
export type JobWatch = AsyncDisposable & {
  find(jobId: string): Promise<JobRow>;
  /** Resolves with the row as soon as it is as wanted. */
  waitFor(jobId: string, wanted: (job: JobRow) => boolean): Promise<JobRow>;
  /** Resolves with the row when the job has ended. */
  ended(jobId: string): Promise<JobRow>;
  /**
   * Resolves when nothing is left to be done now: no job runs, may run, or is due, and no batch has children to be made or
   * moved. Jobs that wait for a later time, for others, or parked, are no hindrance.
   */
  idle(): Promise<void>;
};

/** A notification may be sent before a test begins to wait, or for another row: look again after this. */
const LOOK_AGAIN_MS = 250;

const IS_BUSY = `
  SELECT EXISTS (
      SELECT FROM jobs
      WHERE status = 'pending' AND parked_reason IS NULL OR status = 'processing' AND type <> 'batch'
        OR status IN ('scheduled', 'retrying') AND coalesce(next_retry_at, run_at) <= now())
    OR EXISTS (SELECT FROM batches WHERE follow_up IS NOT NULL OR cancelled_at IS NULL AND EXISTS (
      SELECT FROM batch_items i WHERE i.batch_id = batches.id)) AS busy`;

/** Begins to listen; resolves when it does. `owner` sees every row. */
export async function watchJobs({
  owner,
  url,
  onError,
}: {
  owner: Database;
  /** The engine role's. */
  url: string;
  onError(error: unknown): void;
}): Promise<JobWatch> {
  const waiting = new Set<() => void>();
  const lookAll = () => {
    for (const look of waiting) look();
  };
  const listener = createListener({ url, channels: [JOBS_CHANNEL], onNotification: lookAll, onError });
  await listener.ready;

  const change = () =>
    new Promise<void>((resume) => {
      const look = () => {
        clearTimeout(timer);
        waiting.delete(look);
        resume();
      };
      const timer = setTimeout(look, LOOK_AGAIN_MS);
      waiting.add(look);
    });

  async function find(jobId: string): Promise<JobRow> {
    const [row] = await owner.select().from(jobs).where(eq(jobs.id, jobId));
    if (row === undefined) throw new Error(`there is no job ${jobId}`);
    return row;
  }

  async function waitFor(jobId: string, wanted: (job: JobRow) => boolean): Promise<JobRow> {
    for (;;) {
      const row = await find(jobId);
      if (wanted(row)) return row;
      await change();
    }
  }

  return {
    find,
    waitFor,
    ended: (jobId) => waitFor(jobId, ({ status }) => isEnded(status)),
    async idle() {
      for (;;) {
        const { rows } = await owner.execute<{ busy: boolean }>(IS_BUSY);
        if (rows[0]?.busy !== true) return;
        await change();
      }
    },
    [Symbol.asyncDispose]: () => listener.close(),
  };
}
