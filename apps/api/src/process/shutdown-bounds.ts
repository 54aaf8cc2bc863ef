/** After the grace: the engine aborts signals, gives handlers five seconds to heed them, hands back; then all closes. */
const BEYOND_GRACE_MS = 10_000;
/** A supervisor steps in only when a process could not even cut itself off. */
const SUPERVISOR_MARGIN_MS = 5_000;

/** When a process that was told to end cuts what still hangs. */
export const cutAfterMs = (graceMs: number): number => graceMs + BEYOND_GRACE_MS;

/** When a supervisor kills a process that it told to end: always later than that process would have cut itself off. */
export const killAfterMs = (graceMs: number): number => cutAfterMs(graceMs) + SUPERVISOR_MARGIN_MS;
