import type { JobId } from '@rota/contracts/client';
import { addEvent, jobIdOf, type JobChange, type JobChangeEvent, type JobChanges } from './job-changes.ts';

/** Gathers events and hands them on in batches, so that a thousand busy jobs redraw the page five times a second. */
export interface JobFeed {
  add: (event: JobChangeEvent) => void;
  /**
   * Hands the changes of the last seconds on once more. To be called when an answer from the server has replaced what
   * they were applied to: it may have been read before them. If it was read after them, a newer event is on its way.
   */
  repeat: () => void;
  close: () => void;
}

const flushMs = 200;
/** Longer than any answer takes that could be older than an event. */
const keptMs = 15_000;

/** A feed that calls `apply` at most every 200 ms. */
export function createJobFeed({ apply }: { apply: (changes: JobChanges) => void }): JobFeed {
  const waiting = new Map<JobId, JobChange>();
  const recent = new Map<JobId, { change: JobChange; at: number }>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  const flush = () => {
    timer = undefined;
    apply(new Map(waiting));
    waiting.clear();
    forgetOld();
  };
  const flushSoon = () => {
    timer ??= setTimeout(flush, flushMs);
  };
  const forgetOld = () => {
    const oldest = Date.now() - keptMs;
    for (const [jobId, { at }] of recent) {
      if (at >= oldest) return; // entries are in the order of their time
      recent.delete(jobId);
    }
  };

  return {
    add: (event) => {
      const jobId = jobIdOf(event);
      const change = addEvent(recent.get(jobId)?.change, event);
      recent.delete(jobId);
      recent.set(jobId, { change, at: Date.now() });
      waiting.set(jobId, change);
      flushSoon();
    },
    repeat: () => {
      forgetOld();
      for (const [jobId, { change }] of recent) waiting.set(jobId, change);
      if (waiting.size > 0) flushSoon();
    },
    close: () => clearTimeout(timer),
  };
}
