import { defineJob, type CreatedJob, type Worker } from '@rota/jobs';

import type { Arena } from './arena.ts';
import { createBenchEngine } from './bench-engine.ts';
import { benchJobType } from './bench-job-type.ts';
import { CONCURRENCY } from './contender.ts';

/** One for each way of running a job. */
const TYPES = { tracked: 'bench:empty', short: 'bench:short' };

/** The engine with one type of job, which does nothing, in one organisation. */
export type EmptyJobEngine = {
  orgId: string;
  create(): Promise<CreatedJob>;
  /** In one call and one transaction; at most 1,000. */
  createSet(count: number): Promise<void>;
  /** As children of one batch. */
  createBatch(count: number): Promise<void>;
  startWorker(): Promise<Worker>;
  /** From here on `listener` is called at the start of each handler, and no other is. */
  onStart(listener: () => void): void;
  /** Resolves when so many handlers have begun. It takes the listener's place. */
  started(count: number): Promise<void>;
  close(): Promise<void>;
};

/** Opens it on the arena's database. */
export async function createEmptyJobEngine(
  arena: Arena,
  { short = false }: { short?: boolean } = {},
): Promise<EmptyJobEngine> {
  const type = short ? TYPES.short : TYPES.tracked;
  let callStarted: () => void = () => undefined;
  const handler = defineJob(benchJobType(type), {
    short,
    async run() {
      callStarted();
      return { output: {} };
    },
  });
  const engine = await createBenchEngine(arena, [handler]);
  const orgId = await engine.createOrganisation();
  const job = { orgId, type, createdBy: { kind: 'system', id: null } as const };
  const empty = (count: number) => Array.from({ length: count }, () => ({ input: {} }));

  return {
    orgId,
    create: () => engine.jobs.createAndEnqueueJob({ ...job, input: {} }),
    async createSet(count) {
      await engine.jobs.createAndEnqueueJobs(empty(count).map((own) => ({ ...job, ...own })));
    },
    async createBatch(count) {
      await engine.jobs.createBatch({ ...job, items: empty(count) });
    },
    startWorker: () => engine.startWorker(CONCURRENCY),
    onStart(listener) {
      callStarted = listener;
    },
    started: (count) =>
      new Promise((resolve) => {
        let left = count;
        callStarted = () => {
          left -= 1;
          if (left === 0) resolve();
        };
      }),
    close: () => engine.close(),
  };
}
