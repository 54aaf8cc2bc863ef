import { setTimeout as delay } from 'node:timers/promises';

import type { Arena } from '../arena.ts';
import { percentile } from '../measure.ts';
import { createTimedJobs } from './timed-jobs.ts';

/** One organisation has a backlog; another comes with a job now and then. */
export type Flood = {
  waiting: number;
  /** The types over which the backlog is spread. */
  types: number;
  jobMs: number;
  slots: number;
  samples: number;
};

/** What the other waits, from the commit of a job to its start. */
export type VictimWait = {
  p50Ms: number;
  p95Ms: number;
  /** A job of each of the two, divided by the slots. */
  roundMs: number;
};

/** Apart from the backlog's rhythm. */
const PAUSES_MS = [170, 230, 310];
const STOP_MS = 5_000;

/** Measures one wait after the other. */
export async function measureVictim(arena: Arena, flood: Flood): Promise<VictimWait> {
  const types = Array.from({ length: flood.types }, (_, index) => `bench:flood-${index}`);
  const engine = await createTimedJobs(arena, Object.fromEntries(types.map((type) => [type, flood.jobMs])));
  const flooding = await engine.createOrganisation();
  const victim = await engine.createOrganisation();
  const count = Math.ceil(flood.waiting / types.length);
  await engine.createBacklogs(types.map((type) => ({ orgId: flooding, type, count })));

  const worker = await engine.startWorker(flood.slots);
  await engine.started(() => true);
  const waits: number[] = [];
  for (let sample = 0; sample < flood.samples; sample += 1) {
    await delay(PAUSES_MS[sample % PAUSES_MS.length]);
    const started = engine.started(({ orgId }) => orgId === victim);
    const createdBy = { kind: 'system', id: null } as const;
    await engine.jobs.createAndEnqueueJob({ orgId: victim, type: types[0] ?? '', input: {}, createdBy });
    const committedMs = performance.now();
    waits.push(Math.max(0, (await started).startedMs - committedMs));
  }
  await worker.stop(STOP_MS);
  await engine.close();
  return {
    p50Ms: percentile(waits, 0.5),
    p95Ms: percentile(waits, 0.95),
    roundMs: (2 * flood.jobMs) / flood.slots,
  };
}
