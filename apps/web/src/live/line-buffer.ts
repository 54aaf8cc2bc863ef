import type { JobLog } from '@rota/contracts/client';

/** Gathers log lines, so that a talkative job redraws the page some times a second and not at each line. */
export interface LineBuffer {
  add: (line: JobLog) => void;
  /** Hands on what is waiting, at once. */
  flush: () => void;
}

const flushMs = 150;

/** A buffer that calls `onBatch` at most every 150 ms, and never without a line. */
export function createLineBuffer(onBatch: (lines: JobLog[]) => void): LineBuffer {
  let waiting: JobLog[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  const flush = () => {
    clearTimeout(timer);
    timer = undefined;
    if (waiting.length > 0) onBatch(waiting);
    waiting = [];
  };
  return {
    add: (line) => {
      waiting.push(line);
      timer ??= setTimeout(flush, flushMs);
    },
    flush,
  };
}
