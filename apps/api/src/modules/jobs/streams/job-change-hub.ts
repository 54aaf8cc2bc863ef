import { z } from 'zod';

import { tooManyWatchers } from '../jobs.errors.ts';

/** An eye on one job. */
export type JobWatch = {
  /**
   * Resolves when the job has changed since the last call, when the time is up, or when the signal is aborted. A
   * notification is a hint and may be lost: read the row again in each case.
   */
  next(options: { withinMs: number; signal: AbortSignal }): Promise<void>;
  close(): void;
};

/** All who wait for changes of jobs in this process, on one connection. Ids are uuids. */
export type JobChangeHub = {
  /** Takes the payload of a notification on the engine's `JOBS_CHANNEL`. */
  receive(payload: string): void;
  /** Notifications may have been missed: everybody looks again. */
  resync(): void;
  /** @throws AppError of kind `unavailable` when the process has as many watchers as it holds */
  watchJob(jobId: string): JobWatch;
  /** Calls back when some of the organisation's jobs have changed. @returns how to stop; throws as `watchJob` does */
  watchOrganisation(orgId: string, notice: () => void): () => void;
};

/** A stream costs some 50 kB with its socket; this is a bound, not a goal. */
const WATCHERS_MAX = 10_000;

const changesPayload = z.array(z.tuple([z.string(), z.string()]));

/** A hub without watchers. */
export function createJobChangeHub({
  watchersMax = WATCHERS_MAX,
}: { watchersMax?: number } = {}): JobChangeHub {
  const jobWatchers = new Map<string, Set<() => void>>();
  const organisationWatchers = new Map<string, Set<() => void>>();
  let watchers = 0;

  function add(
    map: Map<string, Set<() => void>>,
    { key, watcher }: { key: string; watcher: () => void },
  ): () => void {
    if (watchers >= watchersMax) throw tooManyWatchers();
    watchers += 1;
    const set = map.get(key) ?? new Set();
    map.set(key, set.add(watcher));
    return () => {
      if (!set.delete(watcher)) return;
      watchers -= 1;
      if (set.size === 0 && map.get(key) === set) map.delete(key);
    };
  }

  return {
    receive(payload) {
      const changes = changesPayload.parse(JSON.parse(payload));
      for (const [, jobId] of changes) jobWatchers.get(jobId)?.forEach((notice) => notice());
      for (const orgId of new Set(changes.map(([changedOrgId]) => changedOrgId))) {
        organisationWatchers.get(orgId)?.forEach((notice) => notice());
      }
    },
    resync() {
      for (const notices of jobWatchers.values()) notices.forEach((notice) => notice());
      for (const notices of organisationWatchers.values()) notices.forEach((notice) => notice());
    },
    watchJob(jobId) {
      const alarm = createAlarm();
      const close = add(jobWatchers, { key: jobId, watcher: alarm.ring });
      return { next: alarm.next, close };
    },
    watchOrganisation: (orgId, notice) => add(organisationWatchers, { key: orgId, watcher: notice }),
  };
}

/** Remembers one ring until somebody waits for it. */
function createAlarm(): { ring: () => void; next: JobWatch['next'] } {
  let rung = false;
  let wake: (() => void) | undefined;
  return {
    ring() {
      rung = true;
      wake?.();
    },
    async next({ withinMs, signal }) {
      if (!rung && !signal.aborted) {
        await new Promise<void>((resume) => {
          const timer = setTimeout(resume, withinMs);
          wake = () => {
            clearTimeout(timer);
            resume();
          };
          signal.addEventListener('abort', wake, { once: true });
        });
        if (wake !== undefined) signal.removeEventListener('abort', wake);
        wake = undefined;
      }
      rung = false;
    },
  };
}
