import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { jobMoves } from '../src/moves/job-status.ts';
import type { Answer } from './model/compare.ts';
import { JobModel } from './model/job-model.ts';
import { createLockstep } from './model/lockstep.ts';
import type { Ask, Command } from './model/command.ts';
import { sequences } from './model/model-commands.ts';
import { openModelEngine, type ModelEngine, type RealJob } from './model/model-engine.ts';

/** How many in all; the long form is 10,000. */
const SEQUENCES = Number(process.env['MODEL_SEQUENCES'] ?? 200);
/** Of a run that failed, to see it again. */
const SEED = process.env['MODEL_SEED'] === undefined ? undefined : Number(process.env['MODEL_SEED']);
/** Sequences that go on side by side, in one database. */
const SET_SIZE_MAX = 250;
const RECONCILE_EVERY_ROUNDS = 4;
const MS_PER_SEQUENCE = 500;

const LEGAL = new Set(Object.entries(jobMoves).flatMap(([from, tos]) => tos.map((to) => `${from} ${to}`)));

let engine: ModelEngine;
const faults: unknown[] = [];
beforeAll(async () => {
  engine = await openModelEngine((error) => faults.push(error));
});
afterAll(() => engine[Symbol.asyncDispose]());

let rounds = 0;
/** The jobs of each organisation as the last round left them. */
let known: ReadonlyMap<string, RealJob[]> = new Map();

async function carryOut(asks: readonly Ask[]): Promise<Answer[]> {
  const jobsOf = (orgId: string) => known.get(orgId) ?? [];
  const claims = asks.filter((ask) => ask.kind === 'claim');
  const toClaim = claims.flatMap(({ orgId, jobId }) => jobsOf(orgId).filter(({ id }) => id === jobId));
  const idsOf = (kind: 'lose' | 'delete') => asks.flatMap((ask) => (ask.kind === kind ? ask.jobId : []));
  const hours = asks.flatMap((ask) => (ask.kind === 'pass' ? [[ask.orgId, ask.hours] as const] : []));

  // Everything at once: moves of different organisations meet in the same statements and locks.
  const [claimed, results] = await Promise.all([
    engine.claim(toClaim),
    Promise.all(asks.map(async (ask) => (ask.kind === 'call' ? ask.call(engine) : undefined))),
    engine.lose(idsOf('lose')),
    engine.deleteMessages(idsOf('delete')),
    engine.pass(new Map(hours)),
  ]);
  await engine.followBatches();
  rounds += 1;
  const isReconciled = rounds % RECONCILE_EVERY_ROUNDS === 0;
  if (isReconciled) await engine.reconcile();

  known = await engine.read(asks.map(({ orgId }) => orgId));
  return asks.map((ask, index) => ({
    result: ask.kind === 'claim' ? claimed.get(ask.jobId) : results[index],
    jobs: jobsOf(ask.orgId),
    isReconciled,
  }));
}

/** Runs sequences side by side, each in an organisation of its own. */
async function runInStep(set: readonly Iterable<Command>[]): Promise<void> {
  const orgIds = await engine.addOrganisations(set.length);
  const lockstep = createLockstep<Ask, Answer>(set.length, carryOut);
  const run = async (commands: Iterable<Command>, orgId: string) => {
    const model = new JobModel();
    try {
      const real = { orgId, ask: lockstep.ask, inHand: new Map(), stale: new Map() };
      await fc.asyncModelRun(() => ({ model, real }), commands);
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      throw new Error(`after ${model.trail.join(', ')}: ${message}`, { cause: error });
    } finally {
      lockstep.leave();
    }
  };
  const ends = await Promise.allSettled(set.map((commands, index) => run(commands, orgIds[index] ?? '')));
  const offences = await engine.takeOffences(LEGAL);
  const failures = ends.flatMap((end) => (end.status === 'rejected' ? [String(end.reason)] : []));
  // The shortest says most.
  const [failure] = failures.toSorted((a, b) => a.length - b.length);
  expect(
    failure,
    `${failures.length} of ${set.length} sequences went another way than the model`,
  ).toBeUndefined();
  expect(offences).toEqual([]);
  expect(faults).toEqual([]);
}

test(
  `whatever is done to jobs, in ${SEQUENCES} sequences, they go where the model of their life says, and nowhere else`,
  async () => {
    const numRuns = Math.ceil(SEQUENCES / SET_SIZE_MAX);
    const setSize = Math.ceil(SEQUENCES / numRuns);
    await fc.assert(
      fc.asyncProperty(fc.array(sequences, { minLength: setSize, maxLength: setSize }), runInStep),
      {
        numRuns,
        endOnFailure: true,
        ...(SEED === undefined ? {} : { seed: SEED }),
      },
    );
  },
  60_000 + SEQUENCES * MS_PER_SEQUENCE,
);
