import { setTimeout as delay } from 'node:timers/promises';

import type { Arena } from '../arena.ts';
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

/** A worker stands still until others have taken its jobs over and ended them, and then goes on where it stood. */
export const frozenWorkers: Scenario = {
  name: 'frozen-workers',
  async play(stage) {
    const { cast, load, random, sized } = stage;
    await cast.addApi();
    await cast.addWorkers(2);
    for (let round = 0; round < sized({ long: 3, short: 1 }); round += 1) {
      await load.createInBulk(shortJobs(random, { count: 14, minMs: 2_000, maxMs: 3_500 }));
      await freezeOne(stage);
    }
  },
};

async function freezeOne({ arena, faults, sized, waitFor, violated }: Stage): Promise<void> {
  let victim = faults.victim();
  await waitFor('a worker has jobs in hand', async () => {
    victim = faults.victim();
    return victim !== null && (await inHandOf(arena, victim.workerId())).length >= 3;
  });
  if (victim === null) return;
  const frozen = victim;
  let held: string[] = [];
  let before = '';
  await faults.freeze(frozen, {
    timeMs: sized({ long: 20_000, short: 12_000 }),
    async meanwhile() {
      held = (await arena.query<{ id: string }>('SELECT job_id AS id FROM chaos.held')).map(({ id }) => id);
      await waitFor('what the frozen worker held has ended elsewhere', () => haveEnded(arena, held), 20_000);
      before = await stateOf(arena, held);
    },
  });
  await waitFor('the thawed worker sees that it has lost its jobs', () =>
    frozen.logged(MOVED_ON).then(() => true),
  );
  // Its buffers are written every half a second: those of before the frost as well.
  await delay(2_000);
  if ((await stateOf(arena, held)) !== before) violated('a thawed worker changed what others had ended');
}

async function inHandOf({ query }: Arena, workerId: string): Promise<unknown[]> {
  return query(`SELECT FROM jobs WHERE worker_id = $1 AND status = 'processing'`, [workerId]);
}

async function haveEnded({ query }: Arena, ids: readonly string[]): Promise<boolean> {
  const left = await query('SELECT FROM jobs WHERE id = ANY ($1) AND finished_at IS NULL', [ids]);
  return left.length === 0;
}

async function stateOf({ query }: Arena, ids: readonly string[]): Promise<string> {
  return (await query<{ state: string }>(STATE, [ids]))[0]?.state ?? '';
}
