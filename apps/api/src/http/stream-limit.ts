import type { Principal } from './principal.ts';
import { tooManyStreams } from './stream-limit.errors.ts';

/** A fifth of the streams that a process holds for all: no credential can keep the others out by itself. */
const STREAMS_PER_PRINCIPAL_MAX = 1_000;

/** Counts the event streams that each principal has open in this process. */
export type StreamLimit = {
  /**
   * Takes a place until `ended` is aborted.
   * @throws AppError `stream.too_many` of kind `rate_limited` when the principal has none left
   */
  take(principal: Principal, ended: AbortSignal): void;
};

/** Nobody has a stream open yet. */
export function createStreamLimit({
  perPrincipalMax = STREAMS_PER_PRINCIPAL_MAX,
}: { perPrincipalMax?: number } = {}): StreamLimit {
  const open = new Map<string, number>();

  return {
    take({ kind, id }, ended) {
      const key = `${kind}:${id}`;
      const others = open.get(key) ?? 0;
      if (others >= perPrincipalMax) throw tooManyStreams(perPrincipalMax);
      open.set(key, others + 1);
      const giveBack = () => {
        const left = (open.get(key) ?? 0) - 1;
        if (left > 0) open.set(key, left);
        else open.delete(key);
      };
      ended.addEventListener('abort', giveBack, { once: true });
    },
  };
}
