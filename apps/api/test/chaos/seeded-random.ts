/** Chance that comes again: the same seed gives the same numbers in the same order. */
export type SeededRandom = {
  /** In [0, 1). */
  next(): number;
  /** A whole number, both ends included. */
  between(min: number, max: number): number;
  /** One of a list that is not empty. */
  pick<Item>(items: readonly Item[]): Item;
};

/** Marsaglia's xorshift on 32 bits: enough to choose victims and moments, and the same on every machine. */
export function createSeededRandom(seed: number): SeededRandom {
  // A state of zero would stay zero; the multiplication spreads seeds that are close to each other.
  let state = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) | 1;
  const next = () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
  const between = (min: number, max: number) => min + Math.floor(next() * (max - min + 1));
  return {
    next,
    between,
    pick(items) {
      const picked = items[between(0, items.length - 1)];
      if (picked === undefined) throw new Error('there is nothing to pick from');
      return picked;
    },
  };
}
