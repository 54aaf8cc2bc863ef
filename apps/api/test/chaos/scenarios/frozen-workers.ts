import { setTimeout as delay } from 'node:timers/promises';

import { decodeId } from '@rota/db';

import type { Arena } from '../arena.ts';
import type { Seat } from '../cast.ts';
import { shortJobs } from '../load.ts';
import type { Scenario, Stage } from '../stage.ts';

/** All that a run may change of a job, as text. */
const STATE = `
  SELECT coalesce(string_agg(j::text, ';' ORDER BY j.id), '')
      || coalesce((SELECT string_agg(r::text, ';' ORDER BY r.job_id, r.run) FROM job_runs r WHERE r.job_id = ANY ($1)), '')
      || coalesce((SELECT string_agg(l::text, ';' ORDER BY l.id) FROM job_logs l WHERE l.job_id = ANY ($1)), '')
      || coalesce((SELECT string_agg(e::text, ';' ORDER BY e.job_id) FROM chaos.effects e), '') AS state
  FROM jobs j WHERE j.id = ANY ($1)`;
const MOVED_ON = 'runs ended whose jobs had moved on to another worker';
/** A job of that many seconds is in its second run when the first goes on. */
const LONG_STEPS = 20;

/**
 * A worker stands still until others have taken its jobs over, and then goes on where it stood: some of its jobs have ended
 * by then, and one is in its next run.
 */
export const frozenWorkers: Scenario = {
  name: 'frozen-workers',
  async play(stage) {
    const { cast, load, random, sized } = stage;
    await cast.addApi();
    await cast.addWorkers(2);
    for (let round = 0; round < sized({ long: 3, short: 1 }); round += 1) {
      const [long] = await load.create([{ steps: LONG_STEPS, stepMilliseconds: 1_000, effects: true }]);
      await load.createInBulk(shortJobs(random, { count: 14, minMs: 2_000, maxMs: 3_500 }));
      await freezeOne(stage, decodeId('job', long?.id ?? '') ?? '');
    }
  },
  // The job that takes long was begun anew when its worker had been frozen for 10 s.
  endedSecondsMax: 40,
};

async function freezeOne(
  { arena, cast, faults, sized, waitFor, violated }: Stage,
  longId: string,
): Promise<void> {
  let frozen: Seat | undefined;
  await waitFor('a worker has the long job and others in hand', async () => {
    const holder = (await read(arena, longId))?.workerId;
    frozen = cast.workers.find((seat) => seat.isUp() && seat.workerId() === holder);
    return frozen !== undefined && (await inHandOf(arena, holder)).length >= 2;
  });
  if (frozen === undefined) return;
  const seat = frozen;
  let held: string[] = [];
  let before = '';
  await faults.freeze(seat, {
    timeMs: sized({ long: 20_000, short: 12_000 }),
    async meanwhile() {
      const rows = await arena.query<{ id: string }>(
        'SELECT job_id AS id FROM chaos.held WHERE job_id <> $1',
        [longId],
      );
      held = rows.map(({ id }) => id);
      await waitFor('what the frozen worker held has ended elsewhere', () => haveEnded(arena, held));
      before = await stateOf(arena, held);
      await waitFor('the long job is in its second run', async () => (await read(arena, longId))?.run === 2);
    },
  });
  await waitFor('the thawed worker sees that it has lost its jobs', () =>
    seat.logged(MOVED_ON).then(() => true),
  );
  // Its buffers are written every half a second: those of before the frost as well.
  await delay(2_000);
  if ((await stateOf(arena, held)) !== before) violated('a thawed worker changed what others had ended');
  await waitFor('the long job has ended', () => haveEnded(arena, [longId]));
  const { status, attempt, run } = (await read(arena, longId)) ?? {};
  if (status !== 'completed' || attempt !== 1 || run !== 2)
    violated(`the long job, in its second run at the thaw, is ${status} in attempt ${attempt}, run ${run}`);
}

type JobSeen = { status: string; attempt: number; run: number; workerId: string | null };

async function read({ query }: Arena, id: string): Promise<JobSeen | undefined> {
  const text = 'SELECT status, attempt, run, worker_id AS "workerId" FROM jobs WHERE id = $1';
  return (await query<JobSeen>(text, [id]))[0];
}

async function inHandOf({ query }: Arena, workerId: string | null | undefined): Promise<unknown[]> {
  return query(`SELECT FROM jobs WHERE worker_id = $1 AND status = 'processing'`, [workerId]);
}

async function haveEnded({ query }: Arena, ids: readonly string[]): Promise<boolean> {
  const left = await query('SELECT FROM jobs WHERE id = ANY ($1) AND finished_at IS NULL', [ids]);
  return left.length === 0;
}

async function stateOf({ query }: Arena, ids: readonly string[]): Promise<string> {
  return (await query<{ state: string }>(STATE, [ids]))[0]?.state ?? '';
}
