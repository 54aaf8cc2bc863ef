import { startTimedLoop, type TimedLoop } from '../timed-loop.ts';
import { fillBatches, type FillDeps } from './fill-batches.ts';
import { createBatchFollower } from './follow-up.ts';

/** The net under lost wakes, and the pause between looks at a cancelled batch whose last jobs still run. */
const LOOK_MS = 1_000;

/** Chunks that a process makes at once: while the server writes one, the next is put into words. */
const FILLERS = 2;

/** Makes children of batches, cancels and retries them, until it is stopped. */
export function startBatchLoops(
  deps: FillDeps & { onError(error: unknown, fields: Record<string, unknown>): void },
): TimedLoop {
  const stopping = new AbortController();
  const { signal } = stopping;
  const follower = createBatchFollower(deps);
  const onError = (error: unknown) => deps.onError(error, {});
  const loops = [
    ...Array.from({ length: FILLERS }, () =>
      startTimedLoop({ intervalMs: LOOK_MS, work: () => fillBatches(deps, signal), onError }),
    ),
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
