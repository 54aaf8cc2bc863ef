import { decodeId } from '@rota/db';

import { SLOTS } from '../cast.ts';
import { readHandlerLog } from '../handler-log.ts';
import { shortJobs, type AcknowledgedJob, type JobWanted } from '../load.ts';
import type { Scenario, Stage } from '../stage.ts';

/** From its creation to its end, of jobs that nothing was wrong with. */
const P95 = `
  SELECT percentile_cont(0.95) WITHIN GROUP (ORDER BY extract(epoch FROM finished_at - created_at))::float8 AS seconds
  FROM jobs WHERE id = ANY ($1)`;
const PACE_MS = 60;

/** A job that kills its process, three times at most; others hardly notice. */
export const poisonHandler: Scenario = {
  name: 'poison-handler',
  async play(stage) {
    const { arena, cast, load, faults, sized, waitFor, violated, remark } = stage;
    await cast.addApi();
    await cast.addWorkers(3);
    const count = sized({ long: 500, short: 60 });
    const calm = await p95(stage, await trickle(stage, count));
    const [killer] = await load.create([{ steps: 1, stepMilliseconds: 50, exitAtStep: 1 }]);
    const others = await trickle(stage, count);
    const killerId = decodeId('job', killer?.id ?? '');
    const read = () =>
      arena.query<{ status: string; code: string; run: number }>(
        `SELECT status, error ->> 'code' AS code, run FROM jobs WHERE id = $1`,
        [killerId],
      );
    await waitFor('the killer has ended', async () => (await read())[0]?.status === 'failed', 90_000);
    const [ended] = await read();
    if (ended?.code !== 'worker_lost') violated(`the killer ended with ${ended?.code}`);
    const deaths = cast.exits.filter(({ signal }) => signal === 'SIGKILL').length;
    if (deaths !== 3) violated(`the killer killed ${deaths} workers`);
    await faults.note('killed by the job', { slots: deaths * SLOTS });
    const shot = await p95(stage, others);
    remark(`p95 of ${count} others: ${shot.toFixed(2)} s beside the killer, ${calm.toFixed(2)} s without`);
    if (!stage.isShort && shot > 2 * calm)
      violated('others waited more than twice as long beside the killer');
  },
  mayDie: true,
};

/** Handlers that go on past their time and their signal: the attempt fails, its slot stays taken, nothing runs twice. */
export const runawayHandlers: Scenario = {
  name: 'runaway-handlers',
  async play({ arena, cast, load, faults, random, sized, waitFor, violated, remark, left }) {
    await cast.addApi();
    await cast.addWorkers(1);
    const runaway: JobWanted = {
      steps: 1,
      stepMilliseconds: sized({ long: 20_000, short: 6_000 }),
      ignoreSignal: true,
      timeoutSeconds: 1,
      maxAttempts: 1,
    };
    const runaways = await load.create(Array.from({ length: SLOTS - 1 }, () => runaway));
    await faults.note('handlers run away');
    await load.createInBulk(shortJobs(random, { count: sized({ long: 200, short: 20 }) }));
    const ids = runaways.map(({ id }) => decodeId('job', id));
    const timedOut = `SELECT FROM jobs WHERE id = ANY ($1) AND status = 'failed' AND error ->> 'code' = 'timeout'`;
    const haveTimedOut = async () => (await arena.query(timedOut, [ids])).length === ids.length;
    await waitFor('the attempts fail at their timeout', haveTimedOut, 5_000);
    await waitFor('all jobs have ended', async () => (await left()) === 0, 90_000);
    const { atOnceMax, besideItself } = await readHandlerLog(arena.folder);
    if (atOnceMax > SLOTS) violated(`${atOnceMax} handlers ran at once on ${SLOTS} slots`);
    remark(`at most ${atOnceMax} handlers at once on ${SLOTS} slots, ${besideItself} beside themselves`);
    // All slots are back: as many long jobs as there are run together.
    await waitFor(
      'the handlers that ran away have ended',
      async () => (await readHandlerLog(arena.folder)).inHandAtEnd === 0,
      30_000,
    );
    const last = await load.createInBulk(shortJobs(random, { count: SLOTS, minMs: 1_500, maxMs: 1_500 }));
    const lastIds = last.map(({ id }) => decodeId('job', id));
    const together = `SELECT FROM jobs WHERE id = ANY ($1) AND status = 'processing'`;
    await waitFor(
      'every slot is free again',
      async () => (await arena.query(together, [lastIds])).length === SLOTS,
      5_000,
    );
  },
  endedSecondsMax: 120,
};

/** Jobs one after the other, so that their times say how long each waited and not how many there were. */
async function trickle({ load, random }: Stage, count: number): Promise<AcknowledgedJob[]> {
  const created: AcknowledgedJob[] = [];
  for (const wanted of shortJobs(random, { count, minMs: 20, maxMs: 60 })) {
    const next = Date.now() + PACE_MS;
    created.push(...(await load.create([wanted])));
    await new Promise((resume) => setTimeout(resume, Math.max(0, next - Date.now())));
  }
  return created;
}

async function p95({ arena, waitFor }: Stage, jobs: readonly AcknowledgedJob[]): Promise<number> {
  const ids = jobs.map(({ id }) => decodeId('job', id));
  const open = 'SELECT FROM jobs WHERE id = ANY ($1) AND finished_at IS NULL';
  await waitFor('the others have ended', async () => (await arena.query(open, [ids])).length === 0, 90_000);
  return (await arena.query<{ seconds: number }>(P95, [ids]))[0]?.seconds ?? 0;
}
