import { createHash, timingSafeEqual } from 'node:crypto';

import type { SystemPrincipal } from './principal.ts';

/** The tokens of the installation; null: there is none, and nothing opens what it would open. */
export type SystemTokens = Readonly<Record<SystemPrincipal['kind'], string | null>>;

/** Says whose a token is. */
export type SystemTokenReader = {
  /** Null for a token that is nobody's. Takes as long for each. */
  read(token: string): SystemPrincipal | null;
};

/**
 * Compares by digest: those have one length, and a comparison of equal lengths takes as long wherever they differ. No
 * token is kept in readable form beyond this call.
 */
export function createSystemTokenReader(tokens: SystemTokens): SystemTokenReader {
  const known = (['operator', 'worker'] as const).flatMap((kind) => {
    const token = tokens[kind];
    return token === null ? [] : [{ kind, digest: digestOf(token) }];
  });
  return {
    read(token) {
      const digest = digestOf(token);
      // Every one is compared, whichever it is.
      const fitting = known.filter((one) => timingSafeEqual(one.digest, digest));
      const [first] = fitting;
      return first === undefined ? null : { kind: first.kind };
    },
  };
}

function digestOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
