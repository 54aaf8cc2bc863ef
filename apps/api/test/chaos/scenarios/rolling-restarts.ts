import { setTimeout as delay } from 'node:timers/promises';

import { decodeId } from '@rota/db';

import { shortJobs } from '../load.ts';
import type { Scenario } from '../stage.ts';

/** Workers are told to end, one after the other, over a job that takes longer than any of them stays. */
export const rollingRestarts: Scenario = {
  name: 'rolling-restarts',
  async play({ arena, cast, load, faults, random, sized, waitFor, violated, remark }) {
    await cast.addApi();
    const workers = await cast.addWorkers(2, { SHUTDOWN_GRACE_SECONDS: '2' });
    const seconds = sized({ long: 60, short: 14 });
    const [long] = await load.create([{ steps: seconds, stepMilliseconds: 1_000, effects: true }]);
    await load.createInBulk(shortJobs(random, { count: sized({ long: 300, short: 60 }) }));
    for (let restart = 0; restart < sized({ long: 10, short: 3 }); restart += 1) {
      await delay(random.between(2_000, 4_000));
      const worker = workers[restart % workers.length];
      if (worker === undefined) break;
      await worker.up();
      await faults.restart(worker);
    }
    const id = decodeId('job', long?.id ?? '');
    const read = () =>
      arena.query<{ status: string; attempt: number; run: number }>(
        'SELECT status, attempt, run FROM jobs WHERE id = $1',
        [id],
      );
    await waitFor('the long job has ended', async () => (await read())[0]?.status === 'completed', 90_000);
    const [job] = await read();
    if (job?.attempt !== 1) violated(`the long job came to attempt ${job?.attempt}`);
    remark(`the job of ${seconds} s completed in attempt ${job?.attempt}, run ${job?.run}`);
    const slowest = Math.max(...cast.exits.map(({ endedMs }) => endedMs ?? 0));
    remark(
      `the slowest of ${cast.exits.length} workers ended ${(slowest / 1_000).toFixed(1)} s after SIGTERM`,
    );
  },
  // The job that takes a minute is begun anew after the last restart.
  endedSecondsMax: 90,
};
