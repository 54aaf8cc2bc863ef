import type { DeliveryFence, JobQueue } from '../queue/job-queue.ts';
import { startTimedLoop, type TimedLoop } from '../timed-loop.ts';

/** A third of the heartbeat the queue expects, so that two may go astray. */
const HEARTBEAT_MS = 3_000;

type Held = { fence: DeliveryFence; onLost: () => void };

/** Keeps the messages in this process's hands alive: one statement for all of them. */
export type Heartbeat = {
  /** `onLost` is called when the queue has given the message to somebody else. */
  keepAlive(fence: DeliveryFence, onLost: () => void): void;
  /** Lets go of a delivery that is settled. */
  release(fence: DeliveryFence): void;
  stop(): Promise<void>;
};

/** A heartbeat that is running, with nothing to keep alive yet. */
export function createHeartbeat(deps: { queue: JobQueue; onError(error: unknown): void }): Heartbeat {
  const held = new Map<string, Held>();

  async function beat(): Promise<void> {
    const asked = [...held.values()];
    if (asked.length === 0) return;
    const alive = await deps.queue.touch(asked.map(({ fence }) => fence));
    for (const entry of asked) {
      const { messageId } = entry.fence;
      // It may have been settled, and even delivered again, while the heartbeat was under way.
      if (alive.has(messageId) || held.get(messageId) !== entry) continue;
      held.delete(messageId);
      entry.onLost();
    }
  }

  const loop: TimedLoop = startTimedLoop({ intervalMs: HEARTBEAT_MS, work: beat, onError: deps.onError });
  return {
    keepAlive: (fence, onLost) => held.set(fence.messageId, { fence, onLost }),
    release({ messageId, retryCount }) {
      // The same message may have been delivered here again since: that is another one's to release.
      if (held.get(messageId)?.fence.retryCount === retryCount) held.delete(messageId);
    },
    stop: () => loop.stop(),
  };
}
