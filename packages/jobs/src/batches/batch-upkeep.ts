import type { MoveDeps } from '../move-jobs.ts';
import { startTimedLoop, type TimedLoop } from '../timed-loop.ts';
import { fillBatches } from './fill-batches.ts';
import { createBatchFollower } from './follow-up.ts';

/** The net under lost wakes, and the pause between looks at a cancelled batch whose last jobs still run. */
const LOOK_MS = 1_000;

/** Makes children of batches, cancels and retries them, until it is stopped. */
export function startBatchUpkeep(
  deps: MoveDeps & { onError(error: unknown, fields: Record<string, unknown>): void },
): TimedLoop {
  const stopping = new AbortController();
  const { signal } = stopping;
  const follower = createBatchFollower(deps);
  const onError = (error: unknown) => deps.onError(error, {});
  const loops = [
    startTimedLoop({ intervalMs: LOOK_MS, work: () => fillBatches(deps, signal), onError }),
    startTimedLoop({ intervalMs: LOOK_MS, work: () => follower.followUp(signal), onError }),
  ];
  return {
    poke() {
      for (const loop of loops) loop.poke();
    },
    async stop() {
      stopping.abort();
      await Promise.all(loops.map((loop) => loop.stop()));
    },
  };
}
