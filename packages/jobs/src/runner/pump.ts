import type { Delivery } from '../queue/job-queue.ts';
import { startTimedLoop, type TimedLoop } from '../timed-loop.ts';
import type { Slots } from './slots.ts';

const BATCH_SIZE_MAX = 128;

/** Moves messages from one queue into free slots. */
export type Pump = Pick<TimedLoop, 'poke' | 'stop'>;

/**
 * Fetches as many messages as there are free slots, again and again until the queue is empty; then waits for
 * a poke (a notification) or, as the net under lost ones, for the poll.
 *
 * @param options.begin starts what was delivered and answers how many slots stay taken; each is released
 *   by whoever took it
 */
export function startPump(options: {
  fetch(count: number): Promise<Delivery[]>;
  slots: Slots;
  pollMs: number;
  begin(deliveries: Delivery[]): Promise<number>;
  onError(error: unknown): void;
}): Pump {
  const { slots } = options;

  async function drain(): Promise<void> {
    for (;;) {
      const reserved = await slots.reserve(BATCH_SIZE_MAX);
      if (reserved === 0) return;
      let taken = 0;
      let delivered = 0;
      try {
        const deliveries = await options.fetch(reserved);
        delivered = deliveries.length;
        if (delivered > 0) taken = await options.begin(deliveries);
      } finally {
        slots.release(reserved - taken);
      }
      if (delivered < reserved) return;
    }
  }

  return startTimedLoop({ intervalMs: options.pollMs, work: drain, onError: options.onError });
}
