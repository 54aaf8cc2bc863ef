import { useSyncExternalStore } from 'react';

/** One clock for the whole page: a thousand relative times tick together, on one timer. */
const tickMs = 1_000;
const listeners = new Set<() => void>();
let now = Date.now();
let timer: ReturnType<typeof setInterval> | undefined;

/** What `read` makes of the time in milliseconds, every second; the component is drawn anew only when that changes. */
export function useClock<T extends string | number>(read: (now: number) => T): T {
  return useSyncExternalStore(subscribe, () => read(currentTime()));
}

function subscribe(onTick: () => void): () => void {
  listeners.add(onTick);
  timer ??= setInterval(tick, tickMs);
  return () => {
    listeners.delete(onTick);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

function tick(): void {
  now = Date.now();
  for (const listener of listeners) listener();
}

/** While nothing ticks the kept time stands still; the first to ask sets it right. */
function currentTime(): number {
  if (timer === undefined) now = Math.floor(Date.now() / tickMs) * tickMs;
  return now;
}
