import { setTimeout as delay } from 'node:timers/promises';

import { shortJobs } from '../load.ts';
import type { Scenario, Stage } from '../stage.ts';

/** The database is restarted at once, again and again: every connection breaks, and what was open is gone. */
export const databaseRestarts: Scenario = {
  name: 'database-restarts',
  async play(stage) {
    await underLoad(stage, { long: 800, short: 100 });
    for (let round = 0; round < stage.sized({ long: 8, short: 2 }); round += 1) {
      await delay(stage.random.between(1_500, 3_000));
      await stage.faults.restartDatabase();
    }
  },
  endedSecondsMax: 40,
};

/** The server ends all connections at once. */
export const massDisconnects: Scenario = {
  name: 'mass-disconnects',
  async play(stage) {
    await underLoad(stage, { long: 800, short: 100 });
    for (let round = 0; round < stage.sized({ long: 15, short: 3 }); round += 1) {
      await delay(stage.random.between(800, 2_000));
      await stage.faults.disconnectAll();
    }
  },
  endedSecondsMax: 40,
};

/** Nobody is there for a minute: the API says so, nobody ends, and work goes on within 10 s. */
export const databaseAway: Scenario = {
  name: 'database-away',
  async play(stage) {
    const { arena, faults, sized, violated, waitFor, remark } = stage;
    await underLoad(stage, { long: 150, short: 50 }, { minMs: 700, maxMs: 1_800 });
    await delay(stage.random.between(500, 1_500));
    const away = faults.databaseAway(sized({ long: 60_000, short: 6_000 }));
    await delay(1_000);
    const { url, orgId, apiKey } = arena.tenants[0] ?? { url: '', orgId: '', apiKey: '' };
    const askedAt = performance.now();
    const answer = await fetch(`${url}/v1/orgs/${orgId}/jobs`, {
      headers: { Authorization: `Bearer ${apiKey}` },
    });
    const answerMs = performance.now() - askedAt;
    if (answer.status !== 503) violated(`a request was answered ${answer.status}`);
    if (answer.headers.get('Content-Type') !== 'application/problem+json')
      violated('the answer is no problem');
    if (answerMs > 5_000) violated(`a request was answered after ${answerMs.toFixed(0)} ms`);
    const statusOf = async (path: string) => (await fetch(url + path)).status;
    if ((await statusOf('/readyz')) !== 503) violated('/readyz is not red');
    if ((await statusOf('/livez')) !== 200) violated('/livez is not green');
    await away;
    await waitFor('/readyz is green again', async () => (await statusOf('/readyz')) === 200, 10_000);
    await waitFor('jobs end again', () => endedSince(stage, faults.lastAt()), 10_000);
    remark(`${((Date.now() - faults.lastAt()) / 1_000).toFixed(1)} s after its return jobs end again`);
  },
  endedSecondsMax: 40,
};

async function underLoad(
  { cast, load, random, sized }: Stage,
  count: { long: number; short: number },
  lasting: { minMs?: number; maxMs?: number } = {},
): Promise<void> {
  await cast.addApi();
  await cast.addWorkers(2);
  await load.createInBulk(shortJobs(random, { count: sized(count), ...lasting }));
}

async function endedSince({ arena }: Stage, at: number): Promise<boolean> {
  const [row] = await arena.query<{ ended: boolean }>(
    'SELECT exists (SELECT FROM jobs WHERE finished_at > to_timestamp($1 / 1000.0)) AS ended',
    [at],
  );
  return row?.ended === true;
}
