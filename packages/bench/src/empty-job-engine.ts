import { defineJob, type CreatedJob, type Worker } from '@rota/jobs';

import type { Arena } from './arena.ts';
import { createBenchEngine } from './bench-engine.ts';
import { benchJobType } from './bench-job-type.ts';
import { CONCURRENCY } from './contender.ts';

const TYPE = 'bench:empty';

/** The engine with one type of job, which does nothing, in one organisation. */
export type EmptyJobEngine = {
  create(): Promise<CreatedJob>;
  startWorker(): Promise<Worker>;
  /** From here on `listener` is called at the start of each handler, and no other is. */
  onStart(listener: () => void): void;
  close(): Promise<void>;
};

/** Opens it on the arena's database. */
export async function createEmptyJobEngine(arena: Arena): Promise<EmptyJobEngine> {
  let callStarted: () => void = () => undefined;
  const handler = defineJob(benchJobType(TYPE), {
    async run() {
      callStarted();
      return { output: {} };
    },
  });
  const engine = await createBenchEngine(arena, [handler]);
  const orgId = await engine.createOrganisation();
  const createdBy = { kind: 'system', id: null } as const;

  return {
    create: () => engine.jobs.createAndEnqueueJob({ orgId, type: TYPE, input: {}, createdBy }),
    startWorker: () => engine.startWorker(CONCURRENCY),
    onStart(listener) {
      callStarted = listener;
    },
    close: () => engine.close(),
  };
}
