/** Reads something again when it may have changed, never twice at once and with a rest in between. */
export interface PoliteReader {
  /** Reads now, or when the read under way has ended and its rest is over; calls in between are one. */
  readSoon: () => void;
  close: () => void;
}

const restMs = 2_000;

/**
 * A reader that calls `read` at most every two seconds, however often it is asked to.
 *
 * @param read - Must not reject.
 */
export function createPoliteReader(read: () => Promise<unknown>, rest: number = restMs): PoliteReader {
  let isBusy = false;
  let isWanted = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const start = async () => {
    isBusy = true;
    isWanted = false;
    await read();
    timer = setTimeout(() => {
      isBusy = false;
      if (isWanted) void start();
    }, rest);
  };
  return {
    readSoon: () => {
      isWanted = true;
      if (!isBusy) void start();
    },
    close: () => {
      isBusy = true;
      clearTimeout(timer);
    },
  };
}
