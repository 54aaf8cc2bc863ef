import { setTimeout as delay } from 'node:timers/promises';

import { inOrganisation, type Database } from '@rota/db';
import { isEnded } from '@rota/jobs';

import type { BatchCounters } from '../../batches/index.ts';
import { compareJobStates, toToldState, type JobTelling, type ToldState } from './compare-job-states.ts';
import type { JobChangeHub, JobWatch } from './job-change-hub.ts';
import { findJobStates, type JobState } from './job-states.repository.ts';
import { findLastLogId, listJobLogs, type JobLogRow } from '../job-logs.repository.ts';
import { jobNotFound } from '../jobs.errors.ts';
import { findJobStatus, type JobKey, type JobRow } from '../jobs.repository.ts';

/** How a job stands, or a batch's jobs do. `id` stands for all that was told up to here; null where more belongs to it. */
export type JobStateItem =
  | { kind: 'updated' | 'progress'; job: JobRow; id: string | null }
  | { kind: 'batch'; job: JobRow; batch: BatchCounters; id: string | null };

/** What a job's own stream tells. */
export type JobStreamItem = JobStateItem | { kind: 'log'; line: JobLogRow };

/** Streams of single jobs, for those who look at one. */
export type JobStream = {
  /**
   * Tells one job's state, then its changes and log lines until it has ended. All lines come before the end.
   *
   * @param afterLogId the last line that was seen; null for lines written from now on
   * @param signal has to be aborted when the stream is not wanted any more, also when nothing of it was read
   * @throws AppError `job.not_found`, and of kind `unavailable` when too many are watching
   */
  open(
    key: JobKey,
    options: { afterLogId: number | null; signal: AbortSignal },
  ): Promise<AsyncIterable<JobStreamItem>>;
};

/** At most two events a second: what happens in between is one change. */
const INTERVAL_MS = 500;
/** The net under lost notifications. */
const LOOK_AGAIN_MS = 5_000;
const LINES_PER_READ = 500;

/** Streams of single jobs. Each reads its own rows, when it is told that they changed and its client has read on. */
export function createJobStream({ db, changes }: { db: Database; changes: JobChangeHub }): JobStream {
  /** The job first: a job that is seen ended has written all its lines before. */
  function read(key: JobKey, afterId: number): Promise<{ state: JobState | undefined; lines: JobLogRow[] }> {
    return inOrganisation(db, key.orgId, async (tx) => {
      const [state] = await findJobStates(tx, { orgId: key.orgId, jobIds: [key.jobId] });
      return { state, lines: await listJobLogs(tx, { ...key, afterId, limit: LINES_PER_READ }) };
    });
  }

  async function* follow(
    key: JobKey,
    { from, watch, signal }: { from: number; watch: JobWatch; signal: AbortSignal },
  ): AsyncGenerator<JobStreamItem> {
    let lastLogId = from;
    let told: ToldState | undefined;
    while (!signal.aborted) {
      const { state, lines } = await read(key, lastLogId);
      if (state === undefined) return;
      const hasEnded = isEnded(state.job.status);
      const now = toToldState(state);
      const tellings = compareJobStates(told, { now, isBatch: state.batch !== null });
      // A client may stop reading at the end of the job, so that comes after its lines; any other state before them.
      if (!hasEnded) yield* toStateItems(tellings, state, String(lastLogId));
      told = now;
      for (const line of lines) {
        lastLogId = line.id;
        yield { kind: 'log', line };
      }
      if (lines.length === LINES_PER_READ) continue;
      if (hasEnded) {
        yield* toStateItems(
          state.batch === null ? ['updated'] : ['batch', 'updated'],
          state,
          String(lastLogId),
        );
        return;
      }
      await delay(INTERVAL_MS, undefined, { signal }).catch(() => undefined);
      await watch.next({ withinMs: LOOK_AGAIN_MS, signal });
    }
  }

  return {
    async open(key, { afterLogId, signal }) {
      // Before the first look, so that no change falls between look and watch.
      const watch = changes.watchJob(key.jobId);
      signal.addEventListener('abort', watch.close, { once: true });
      const from = await inOrganisation(db, key.orgId, async (tx) => {
        const status = await findJobStatus(tx, key);
        if (status === undefined) throw jobNotFound();
        return afterLogId ?? findLastLogId(tx, key);
      });
      return follow(key, { from, watch, signal });
    },
  };
}

/** What to tell as items of a stream; each with `id`, if that stands behind them. */
export function toStateItems(
  tellings: readonly JobTelling[],
  { job, batch }: Pick<JobState, 'job' | 'batch'>,
  id: string | null = null,
): JobStateItem[] {
  return tellings.flatMap((kind): JobStateItem[] => {
    if (kind !== 'batch') return [{ kind, job, id }];
    return batch === null ? [] : [{ kind, job, batch, id }];
  });
}
