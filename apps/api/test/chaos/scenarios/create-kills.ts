import { setTimeout as delay } from 'node:timers/promises';

import type { JobWanted } from '../load.ts';
import { UNPAIRED } from '../oracle.ts';
import type { Scenario } from '../stage.ts';

/** The API is killed every 2 s while jobs are created, and each tenth transaction may be taken back at its commit. */
export const createKills: Scenario = {
  name: 'create-kills',
  async play({ arena, cast, load, faults, random, sized, violated }) {
    const api = await cast.addApi();
    const wanted = Array.from({ length: sized({ long: 1_500, short: 150 }) }, (_, index): JobWanted => ({
      steps: 1,
      stepMilliseconds: random.between(1, 20),
      effects: index % 3 === 0,
      takeBack: index % 10 === 0,
    }));
    let isCreating = true;
    const creating = load.create(wanted, { clients: 10 }).finally(() => {
      isCreating = false;
    });
    // Awaited below; until then it is no error that nobody sees.
    creating.catch(() => undefined);
    const kills = sized({ long: 40, short: 4 });
    for (let kill = 1; kill <= kills && isCreating; kill += 1) {
      // On a slow machine it takes its time to come back, in which nothing is created.
      await api.up();
      await delay(random.between(1_500, 2_500));
      if (isCreating) await faults.kill(api);
    }
    await creating;
    // Nothing runs yet: rows and messages are as the creations left them.
    const [difference] = await arena.query<{ count: number }>(UNPAIRED);
    if (difference?.count !== 0) violated(`${difference?.count} rows and messages differ after the creates`);
    await cast.addWorkers(2);
    await faults.note('workers begin');
  },
  // 1,500 jobs on ten places, on top of the start of two workers.
  endedSecondsMax: 40,
};
