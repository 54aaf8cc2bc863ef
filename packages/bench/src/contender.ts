/** What is measured of each queue, in the same way. */
export type Contender = {
  name: string;
  /** Enqueues `count` empty jobs, one call each, `PRODUCERS` at a time. */
  enqueue(count: number): Promise<void>;
  /** Runs jobs until `count` have ended and are written, then stops. */
  work(count: number): Promise<void>;
  close(): Promise<void>;
};

/** Jobs a contender runs at once, and the size of its batches. */
export const CONCURRENCY = 100;
/** Single creates under way at once. */
const PRODUCERS = 10;

/** Calls `create` `count` times. */
export async function produce(count: number, create: () => Promise<unknown>): Promise<void> {
  let left = count;
  const producer = async () => {
    while (left > 0) {
      left -= 1;
      await create();
    }
  };
  await Promise.all(Array.from({ length: PRODUCERS }, producer));
}
