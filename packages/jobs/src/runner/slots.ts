/** Places for jobs at once: reserved before a fetch, so that nothing is held that cannot run. */
export type Slots = {
  /** Waits for a free slot and takes up to `max`, in the order of the callers; 0 once closed. */
  reserve(max: number): Promise<number>;
  release(count: number): void;
  /** Reserved, also for a fetch that is under way, or taken. */
  inUse(): number;
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
  let wake: () => void = () => undefined;
  let last: Promise<unknown> = Promise.resolve();

  async function take(max: number): Promise<number> {
    while ((free === 0 || holds > 0) && !closed) {
      await new Promise<void>((resume) => {
        wake = resume;
      });
      // Jobs that ended together give their slots back in one tick: wait for its end and take them all.
      await new Promise((resume) => setImmediate(resume));
    }
    if (closed) return 0;
    const count = Math.min(free, max);
    free -= count;
    return count;
  }

  return {
    reserve(max) {
      // One after the other: queues that wait for a slot take turns.
      const reserved = last.then(() => take(max));
      last = reserved;
      return reserved;
    },
    release(count) {
      free += count;
      if (count > 0) wake();
    },
    inUse: () => total - free,
    hold() {
      holds += 1;
      return () => {
        holds -= 1;
        if (holds === 0) wake();
      };
    },
    close() {
      closed = true;
      wake();
    },
  };
}

/** Slots of which so many at most may come from here: the others are for other queues. */
export function limitSlots(shared: Slots, most: number): Slots {
  const own = createSlots(most);
  return {
    async reserve(max) {
      const wanted = await own.reserve(max);
      const taken = wanted === 0 ? 0 : await shared.reserve(wanted);
      own.release(wanted - taken);
      return taken;
    },
    release(count) {
      own.release(count);
      shared.release(count);
    },
    inUse: own.inUse,
    hold: own.hold,
    close: own.close,
  };
}
