import { decodeId } from '@rota/db';

import { SLOTS } from '../cast.ts';
import { readHandlerLog } from '../handler-log.ts';
import { shortJobs, type AcknowledgedJob, type JobWanted } from '../load.ts';
import type { Scenario, Stage } from '../stage.ts';

/** From its creation to its end, of jobs that nothing was wrong with. */
const P95 = `
  SELECT percentile_cont(0.95) WITHIN GROUP (ORDER BY extract(epoch FROM finished_at - created_at))::float8 AS seconds
  FROM jobs WHERE id = ANY ($1)`;
/** How long each took that was failed for its time. */
const TIMED_OUT = `
  SELECT extract(epoch FROM finished_at - started_at)::float8 AS seconds
  FROM jobs WHERE id = ANY ($1) AND status = 'failed' AND error ->> 'code' = 'timeout'`;
const PACE_MS = 60;
/** Of jobs that are asked for at once and begin one by one: time enough for the last to begin before the first ends. */
const TOGETHER_MS = 3_000;

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
  async play(stage) {
    const { arena, cast, load, faults, random, sized, waitFor, violated, remark, left } = stage;
    await cast.addApi();
    await cast.addWorkers(1);
    const runaway: JobWanted = {
      steps: 1,
      stepMilliseconds: sized({ long: 20_000, short: 10_000 }),
      ignoreSignal: true,
      timeoutSeconds: 1,
      maxAttempts: 1,
    };
    const runaways = await load.create(Array.from({ length: SLOTS - 1 }, () => runaway));
    await faults.note('handlers run away');
    await load.createInBulk(shortJobs(random, { count: sized({ long: 200, short: 20 }) }));
    await failAtTheirTimeout(stage, { runaways, handlerMs: runaway.stepMilliseconds });
    await waitFor('all jobs have ended', async () => (await left()) === 0, 90_000);
    const { atOnceMax, besideItself } = await readHandlerLog(arena.folder);
    if (atOnceMax > SLOTS) violated(`${atOnceMax} handlers ran at once on ${SLOTS} slots`);
    remark(`at most ${atOnceMax} handlers at once on ${SLOTS} slots, ${besideItself} beside themselves`);
    await waitFor(
      'the handlers that ran away have ended',
      async () => (await readHandlerLog(arena.folder)).inHandAtEnd === 0,
      30_000,
    );
    await everySlotIsFree(stage);
  },
  endedSecondsMax: 120,
};

/** Attempts end while their handlers go on: sooner than those by themselves would. */
async function failAtTheirTimeout(
  { arena, waitFor, violated }: Stage,
  { runaways, handlerMs }: { runaways: readonly AcknowledgedJob[]; handlerMs: number },
): Promise<void> {
  const ids = runaways.map(({ id }) => decodeId('job', id));
  const read = () => arena.query<{ seconds: number }>(TIMED_OUT, [ids]);
  await waitFor('the attempts fail at their timeout', async () => (await read()).length === ids.length);
  for (const { seconds } of await read()) {
    if (seconds * 1_000 >= handlerMs)
      violated(`an attempt failed after ${seconds.toFixed(1)} s, when its handler had ended`);
  }
}

/** As many long jobs as there are slots run together, as their handlers tell it. */
async function everySlotIsFree({ arena, load, random, waitFor, violated, left }: Stage): Promise<void> {
  const together = { count: SLOTS, minMs: TOGETHER_MS, maxMs: TOGETHER_MS };
  const last = await load.createInBulk(shortJobs(random, together));
  await waitFor('the last jobs have ended', async () => (await left()) === 0);
  const only = new Set(last.map(({ id }) => id));
  const { atOnceMax } = await readHandlerLog(arena.folder, { only });
  if (atOnceMax !== SLOTS) violated(`only ${atOnceMax} of ${SLOTS} slots are free again`);
}

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
