import { setTimeout as delay } from 'node:timers/promises';

import type { Arena } from '../arena.ts';
import { createTimedJobs, type TimedJobs, type TimedRun } from './timed-jobs.ts';

/** Organisations that all have more work waiting than can be done in the time. */
export type Contest = {
  organisations: readonly { weight: number; jobMs: number }[];
  slots: number;
  seconds: number;
};

/** How the slots' time was shared out. */
export type Shares = {
  /** Jain's index of time by weight: 1 when each had exactly its share. */
  jain: number;
  /** How far the one that fared worst or best was from its share, as a part of it. */
  deviationMax: number;
  /** The part of the slots' time in which a job ran. */
  slotUse: number;
};

/** What runs of each type before, so that its cost is known when the turns are given out. */
const WARM_UP_JOBS = 40;
/** The first second shows how a worker starts, not how it shares. */
const SETTLE_IN_MS = 1_000;
const STOP_MS = 5_000;

const typeOf = (jobMs: number) => `bench:takes-${jobMs}`;

/** Lets the organisations contend. */
export async function measureShares(arena: Arena, contest: Contest): Promise<Shares> {
  const typesMs = new Map(contest.organisations.map(({ jobMs }) => [typeOf(jobMs), jobMs]));
  const engine = await createTimedJobs(arena, Object.fromEntries(typesMs));
  await learnCosts(engine, contest.slots, [...typesMs.keys()]);

  const contenders = await Promise.all(
    contest.organisations.map(async ({ weight, jobMs }) => ({
      orgId: await engine.createOrganisation({ weight }),
      weight,
      type: typeOf(jobMs),
      // Nobody may run out of work: it would be given less than its share.
      count: Math.ceil(((contest.seconds + 3) * 1_000 * contest.slots) / jobMs),
    })),
  );
  await engine.createBacklogs(contenders);
  const worker = await engine.startWorker(contest.slots);
  const from = performance.now() + SETTLE_IN_MS;
  const to = from + contest.seconds * 1_000;
  await delay(to - performance.now());
  await worker.stop(STOP_MS);
  await engine.close();

  const busyMs = contenders.map(({ orgId }) =>
    sum(engine.runs.map((run) => (run.orgId === orgId ? overlapMs(run, from, to) : 0))),
  );
  const byWeight = contenders.map(({ weight }, index) => (busyMs[index] ?? 0) / weight);
  const mean = sum(byWeight) / byWeight.length;
  return {
    jain: sum(byWeight) ** 2 / (byWeight.length * sum(byWeight.map((ms) => ms ** 2))),
    deviationMax: Math.max(...byWeight.map((ms) => Math.abs(ms / mean - 1))),
    slotUse: sum(busyMs) / ((to - from) * contest.slots),
  };
}

/** Costs are written every few seconds, and when a worker stops. */
async function learnCosts(engine: TimedJobs, slots: number, types: readonly string[]): Promise<void> {
  const orgId = await engine.createOrganisation();
  const before = engine.runs.length;
  await engine.createBacklogs(types.map((type) => ({ orgId, type, count: WARM_UP_JOBS })));
  const last = engine.started(() => engine.runs.length === before + types.length * WARM_UP_JOBS);
  const worker = await engine.startWorker(slots);
  await last;
  await worker.stop(STOP_MS);
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

const overlapMs = ({ startedMs, endedMs }: TimedRun, from: number, to: number): number =>
  Math.max(0, Math.min(endedMs === 0 ? to : endedMs, to) - Math.max(startedMs, from));
