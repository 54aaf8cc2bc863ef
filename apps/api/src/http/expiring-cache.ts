/** Answers that may be a few seconds old. */
export type ExpiringCache<Value> = {
  /** The kept answer, else that of `load`; callers who ask for one key at once share a load. A failure is not kept. */
  get(key: string, load: () => Promise<Value>): Promise<Value>;
};

type Entry<Value> = { value: Promise<Value>; expiresAt: number };

/**
 * A cache whose entries last `lifetimeMs` from the beginning of their load, and which holds at most `entriesMax`: the
 * oldest gives way, so that a flood of keys costs queries and no memory.
 */
export function createExpiringCache<Value>({
  lifetimeMs,
  entriesMax,
  nowMs,
}: {
  lifetimeMs: number;
  entriesMax: number;
  nowMs: () => number;
}): ExpiringCache<Value> {
  const entries = new Map<string, Entry<Value>>();

  return {
    get(key, load) {
      const kept = entries.get(key);
      if (kept !== undefined && kept.expiresAt > nowMs()) return kept.value;
      entries.delete(key);
      const oldest = entries.size >= entriesMax ? entries.keys().next().value : undefined;
      if (oldest !== undefined) entries.delete(oldest);
      const entry = { value: load(), expiresAt: nowMs() + lifetimeMs };
      entries.set(key, entry);
      entry.value.catch(() => {
        if (entries.get(key) === entry) entries.delete(key);
      });
      return entry.value;
    },
  };
}
