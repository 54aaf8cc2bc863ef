/** What is measured of each queue, in the same way. */
export type Contender = {
  name: string;
  /** Enqueues `count` empty jobs, one call each, so many calls under way at once: ten, if nothing is said. */
  enqueue(count: number, producers?: number): Promise<void>;
  /** Runs jobs until `count` have ended and are written, then stops. */
  work(count: number): Promise<void>;
  close(): Promise<void>;
};

/** One that also takes many jobs in one call. */
export type BulkContender = Contender & {
  /** Enqueues `count` empty jobs, at most {@link SET_SIZE}, in one call and one transaction. */
  enqueueSet(count: number): Promise<void>;
};

/** Jobs of one call that takes many. */
export const SET_SIZE = 1_000;

/** Jobs a contender runs at once, and the size of its batches. */
export const CONCURRENCY = 100;
/** Single creates under way at once. */
const PRODUCERS = 10;

/** Calls `create` `count` times, so many of them under way at once. */
export async function produce(
  count: number,
  create: () => Promise<unknown>,
  producers: number = PRODUCERS,
): Promise<void> {
  let left = count;
  const producer = async () => {
    while (left > 0) {
      left -= 1;
      await create();
    }
  };
  await Promise.all(Array.from({ length: producers }, producer));
}
