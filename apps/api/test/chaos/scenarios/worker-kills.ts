import { setTimeout as delay } from 'node:timers/promises';

import { shortJobs } from '../load.ts';
import type { Scenario } from '../stage.ts';

/** A random worker is killed every 1.5 s; in between the database restarts once, and drops all connections once. */
export const workerKills: Scenario = {
  name: 'worker-kills',
  async play({ cast, load, faults, random, sized, left }) {
    await cast.addApi();
    await cast.addWorkers(3);
    await load.createInBulk(shortJobs(random, { count: sized({ long: 1_500, short: 200 }) }));
    const others = [() => faults.restartDatabase(), () => faults.disconnectAll()];
    const kills = sized({ long: 60, short: 4 });
    for (let kill = 1; kill <= kills && (await left()) > 30; kill += 1) {
      await delay(random.between(1_200, 1_800));
      const victim = faults.victim();
      if (victim !== null) await faults.kill(victim);
      if (kill % 3 === 0) await others.shift()?.();
    }
  },
};
