import { decodeId } from '@rota/db';
import { defineJob } from '@rota/jobs';
import { setTimeout as delay } from 'node:timers/promises';

import type { Arena } from '../arena.ts';
import { createBenchEngine, type BenchEngine } from '../bench-engine.ts';
import { benchJobType } from '../bench-job-type.ts';

/** Jobs of one organisation and one type, as many as that. */
export type Backlog = { orgId: string; type: string; count: number };
/** A run that has begun; `endedMs` is 0 as long as it goes on. Times of this process's clock. */
export type TimedRun = { orgId: string; startedMs: number; endedMs: number };

/** An engine whose jobs do nothing but take their time. */
export type TimedJobs = BenchEngine & {
  /** Every run so far, in the order of their starts. */
  runs: readonly TimedRun[];
  /** Creates the jobs of all, one of each in turn, as they come when many work at once. */
  createBacklogs(backlogs: readonly Backlog[]): Promise<void>;
  /** Resolves when a run begins of which this is true. */
  started(isIt: (run: TimedRun) => boolean): Promise<TimedRun>;
};

/** Jobs that are made in one call. */
const CHUNK_SIZE = 1_000;
const createdBy = { kind: 'system', id: null } as const;

/** @param typesMs what the jobs of each type take, in milliseconds */
export async function createTimedJobs(
  arena: Arena,
  typesMs: Readonly<Record<string, number>>,
): Promise<TimedJobs> {
  const runs: TimedRun[] = [];
  const waiting = new Set<(run: TimedRun) => void>();
  const handlers = Object.entries(typesMs).map(([type, ms]) =>
    defineJob(benchJobType(type), {
      async run({ orgId }) {
        const run = { orgId: decodeId('org', orgId) ?? '', startedMs: performance.now(), endedMs: 0 };
        runs.push(run);
        for (const look of waiting) look(run);
        if (ms > 0) await delay(ms);
        run.endedMs = performance.now();
        return { output: {} };
      },
    }),
  );
  const engine = await createBenchEngine(arena, handlers);

  return {
    ...engine,
    runs,
    async createBacklogs(backlogs) {
      const left = backlogs.map((backlog) => ({ ...backlog }));
      const next = () => {
        const backlog = left.shift();
        if (backlog === undefined) return [];
        const { orgId, type, count } = backlog;
        if (count > 1) left.push({ orgId, type, count: count - 1 });
        return [{ orgId, type, input: {}, createdBy }];
      };
      while (left.length > 0) {
        await engine.jobs.createAndEnqueueJobs(Array.from({ length: CHUNK_SIZE }).flatMap(next));
      }
    },
    started: (isIt) =>
      new Promise((resolve) => {
        const look = (run: TimedRun) => {
          if (!isIt(run)) return;
          waiting.delete(look);
          resolve(run);
        };
        waiting.add(look);
      }),
  };
}
