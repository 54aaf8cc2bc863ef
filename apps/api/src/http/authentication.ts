import { encodeId } from '@rota/db';
import type { Logger } from 'pino';

import { toLoggableError } from '../errors/loggable-error.ts';
import { credentialForbidden, credentialInvalid, credentialMissing } from './authentication.errors.ts';
import { createExpiringCache } from './expiring-cache.ts';
import type { Principal, SystemPrincipal } from './principal.ts';
import type { SystemTokenReader } from './system-tokens.ts';

/** A key as it is kept. Ids are uuids. */
type KeptKey = { id: string; orgId: string; expiresAt: Date | null; revokedAt: Date | null };

/** What authentication asks of those who keep the keys. */
export type KeyKeeper = {
  /** The form in which a key is kept; null for a text that can be none. */
  hashOf(plainKey: string): string | null;
  /** Also one that has expired or was revoked. */
  findByHash(keyHash: string): Promise<KeptKey | null>;
  /** Whether a key opens anything at that time. It may be asked again of one that was found before. */
  isLiving(key: KeptKey, at: Date): boolean;
  /** Notes that a key was used. */
  markUsed(key: { orgId: string; id: string }): Promise<void>;
};

/** Says who makes a request. The one place that resolves credentials. */
export type Authenticator = {
  /**
   * @param authorization the header as it came
   * @throws AppError of kind `unauthenticated` for a credential that is missing, malformed, unknown, expired or revoked
   */
  authenticate(authorization: string | undefined): Promise<Principal>;
  /**
   * For what is the installation's. A token that is not configured opens nothing, and is answered like a wrong one: nobody
   * learns which of them there are.
   *
   * @param allowed whose token opens the operation
   * @throws AppError of kind `unauthenticated` as above; `forbidden` for a good credential that does not open this
   */
  authenticateSystem(
    authorization: string | undefined,
    allowed: readonly SystemPrincipal['kind'][],
  ): Promise<SystemPrincipal>;
};

/**
 * A revoked key is refused within 5 s on every process: streams check again every 2.5 s, on an answer that is at most
 * this old.
 */
const CACHE_LIFETIME_MS = 2_000;
const CACHE_ENTRIES_MAX = 10_000;
/** How often a process notes that a key was used; the table is written at most as often. */
const MARK_EVERY_MS = 60_000;

/** Resolves API keys, and the tokens of the installation. */
export function createAuthenticator({
  apiKeys,
  systemTokens,
  logger,
  now,
}: {
  apiKeys: KeyKeeper;
  systemTokens: SystemTokenReader;
  logger: Logger;
  now(): Date;
}): Authenticator {
  const nowMs = () => now().getTime();
  const cache = { lifetimeMs: CACHE_LIFETIME_MS, entriesMax: CACHE_ENTRIES_MAX, nowMs };
  const found = createExpiringCache<KeptKey | null>(cache);
  const marked = createExpiringCache<void>({ ...cache, lifetimeMs: MARK_EVERY_MS });

  function markUsed({ orgId, id }: KeptKey): void {
    // Nobody waits for it, and a request does not fail for it.
    marked
      .get(id, () => apiKeys.markUsed({ orgId, id }))
      .catch((error: unknown) => {
        logger.warn(
          { err: toLoggableError(error), keyId: encodeId('key', id) },
          'the use of a key could not be noted',
        );
      });
  }

  async function findKey(token: string): Promise<KeptKey> {
    const keyHash = apiKeys.hashOf(token);
    if (keyHash === null) throw credentialInvalid();
    const key = await found.get(keyHash, () => apiKeys.findByHash(keyHash));
    if (key === null || !apiKeys.isLiving(key, now())) throw credentialInvalid();
    return key;
  }

  return {
    async authenticate(authorization) {
      const key = await findKey(readBearer(authorization));
      markUsed(key);
      return { kind: 'key', id: key.id, orgId: key.orgId };
    },

    async authenticateSystem(authorization, allowed) {
      const token = readBearer(authorization);
      const principal = systemTokens.read(token);
      if (principal !== null && allowed.includes(principal.kind)) return principal;
      if (principal === null) await findKey(token);
      throw credentialForbidden();
    },
  };
}

function readBearer(authorization: string | undefined): string {
  const [, token] = /^Bearer +(\S+) *$/i.exec(authorization ?? '') ?? [];
  if (token === undefined) throw credentialMissing();
  return token;
}
