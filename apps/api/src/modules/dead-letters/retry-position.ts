/**
 * How far the retry of a group has come: what a run saves, and the next one goes on from. `intended`: about to be retried,
 * or just retried; `unresolved`: replayed, and still to be resolved; `watched`: the first ones as they run again, null
 * where nobody asks how they go.
 */
export type RetryPosition = {
  total: number;
  retried: number;
  skipped: number;
  afterId: string | null;
  intended: string[];
  unresolved: string[];
  watched: string[] | null;
  watchedSinceMs: number;
  firstFailed: number | null;
};

/** Before the first one. */
export function newPosition(begin: { total: number; watches: boolean; nowMs: number }): RetryPosition {
  return {
    total: begin.total,
    retried: 0,
    skipped: 0,
    afterId: null,
    intended: [],
    unresolved: [],
    watched: begin.watches ? [] : null,
    watchedSinceMs: begin.nowMs,
    firstFailed: null,
  };
}

/** How many of the group are dealt with. */
export function doneOf({ retried, skipped }: RetryPosition): number {
  return retried + skipped;
}

/** Behind a set: `ids` run again now, of `of` that were tried. */
export function advance(
  position: RetryPosition,
  set: { ids: readonly string[]; of: number; afterId: string | null },
): RetryPosition {
  const { watched, firstFailed } = position;
  return {
    ...position,
    afterId: set.afterId,
    intended: [],
    retried: position.retried + set.ids.length,
    skipped: position.skipped + set.of - set.ids.length,
    watched: watched === null || firstFailed !== null ? watched : [...watched, ...set.ids],
  };
}

/** The share of the first ones that did not complete. */
export function failureShare({ watched, firstFailed }: RetryPosition): number {
  return (firstFailed ?? 0) / Math.max(watched?.length ?? 0, 1);
}
