import { setTimeout as delay } from 'node:timers/promises';

import { startTcpProxy } from '../../tcp-proxy.ts';
import { SLOTS } from '../cast.ts';
import { shortJobs } from '../load.ts';
import type { Scenario } from '../stage.ts';

/** All connections of a worker, then those of the API, pass nothing any more, and nobody is told. New ones pass. */
export const halfOpen: Scenario = {
  name: 'half-open',
  async play({ arena, cast, load, faults, random, sized, waitFor, remark, left }) {
    const { urls } = arena;
    await using proxy = await startTcpProxy(urls.owner);
    const variables = {
      DATABASE_APP_URL: proxy.through(urls.app),
      DATABASE_ENGINE_URL: proxy.through(urls.engine),
      DATABASE_URL: proxy.through(urls.owner),
    };
    await cast.addApi(variables);
    const [worker] = await cast.addWorkers(1, variables);
    await cast.addWorkers(1);
    const workerId = worker?.workerId();
    const startsSince = async (at: number) => {
      const sql =
        'SELECT FROM chaos.moves WHERE worker_id = $1 AND run > run_was AND at > to_timestamp($2 / 1000.0)';
      return (await arena.query(sql, [workerId, at])).length > 0;
    };
    for (let round = 0; round < sized({ long: 3, short: 1 }); round += 1) {
      await load.createInBulk(
        shortJobs(random, { count: sized({ long: 300, short: 250 }), minMs: 400, maxMs: 900 }),
      );
      await waitFor('the worker has begun', () => startsSince(0));
      await delay(random.between(500, 1_500));
      proxy.abandon();
      await faults.note('half open', { slots: SLOTS });
      const at = Date.now();
      await waitFor('the worker is at work again', () => startsSince(at), 20_000);
      remark(`the worker is at work again after ${((Date.now() - at) / 1_000).toFixed(1)} s`);
      // A request needs the API's connections, which are as silent.
      await load.create([{ steps: 0, stepMilliseconds: 0 }]);
      remark(`the API has created a job after ${((Date.now() - at) / 1_000).toFixed(1)} s`);
      await waitFor('all jobs have ended', async () => (await left()) === 0);
    }
    // Its processes end while their way to the database is there.
    await Promise.all([...cast.workers].map((seat) => seat.close()));
  },
  endedSecondsMax: 60,
};
