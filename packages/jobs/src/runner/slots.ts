/** Places for jobs at once in a process, shared by its queues: reserved before a fetch, so that nothing is held that cannot run. */
export type Slots = {
  /** Waits for a free slot and takes up to `max`; 0 once closed. */
  reserve(max: number): Promise<number>;
  release(count: number): void;
  /** Gives nothing out until the function that it answers is called; holds add up. */
  hold(): () => void;
  /** Nothing is given out any more. */
  close(): void;
};

/** `total` free slots. */
export function createSlots(total: number): Slots {
  let free = total;
  let holds = 0;
  let closed = false;
  const waiting: (() => void)[] = [];

  const wakeAll = () => {
    for (const resume of waiting.splice(0)) resume();
  };

  return {
    async reserve(max) {
      while ((free === 0 || holds > 0) && !closed) {
        await new Promise<void>((resume) => waiting.push(resume));
        // Jobs that ended together give their slots back in one tick: wait for its end and take them all.
        await new Promise((resume) => setImmediate(resume));
      }
      if (closed) return 0;
      // Powers of two: the fetch statement holds its size, and few texts stay prepared.
      const count = 2 ** Math.floor(Math.log2(Math.min(free, max)));
      free -= count;
      return count;
    },
    release(count) {
      free += count;
      if (count > 0) waiting.shift()?.();
    },
    hold() {
      holds += 1;
      return () => {
        holds -= 1;
        if (holds === 0) wakeAll();
      };
    },
    close() {
      closed = true;
      wakeAll();
    },
  };
}
