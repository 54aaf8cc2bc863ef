import { encodeId } from '@rota/db';
import type { Logger } from 'pino';

import { toLoggableError } from '../errors/loggable-error.ts';
import {
  hashKey,
  isWellFormedKey,
  type ApiKeysService,
  type StoredApiKey,
} from '../modules/api-keys/index.ts';
import { credentialInvalid, credentialMissing } from './authentication.errors.ts';
import { createExpiringCache } from './expiring-cache.ts';
import type { Principal } from './principal.ts';

/** Says who makes a request. The one place that resolves credentials. */
export type Authenticator = {
  /**
   * @param authorization the header as it came
   * @throws AppError of kind `unauthenticated` for a credential that is missing, malformed, unknown, expired or revoked
   */
  authenticate(authorization: string | undefined): Promise<Principal>;
};

/**
 * A revoked key is refused within 5 s on every process: streams check again every 2.5 s, on an answer that is at most
 * this old.
 */
const CACHE_LIFETIME_MS = 2_000;
const CACHE_ENTRIES_MAX = 10_000;
/** How often a process notes that a key was used; the table is written at most as often. */
const MARK_EVERY_MS = 60_000;

/** Resolves API keys. */
export function createAuthenticator({
  apiKeys,
  logger,
  now,
}: {
  apiKeys: ApiKeysService;
  logger: Logger;
  now(): Date;
}): Authenticator {
  const nowMs = () => now().getTime();
  const cache = { lifetimeMs: CACHE_LIFETIME_MS, entriesMax: CACHE_ENTRIES_MAX, nowMs };
  const found = createExpiringCache<StoredApiKey | null>(cache);
  const marked = createExpiringCache<void>({ ...cache, lifetimeMs: MARK_EVERY_MS });

  function markUsed({ orgId, id }: StoredApiKey): void {
    // Nobody waits for it, and a request does not fail for it.
    marked
      .get(id, () => apiKeys.markUsed(orgId, id))
      .catch((error: unknown) => {
        logger.warn(
          { err: toLoggableError(error), keyId: encodeId('key', id) },
          'the use of a key could not be noted',
        );
      });
  }

  return {
    async authenticate(authorization) {
      const plainKey = readBearer(authorization);
      if (!isWellFormedKey(plainKey)) throw credentialInvalid();
      const key = await found.get(hashKey(plainKey), () => apiKeys.findByPlainKey(plainKey));
      if (key === null || !isLiving(key, now())) throw credentialInvalid();
      markUsed(key);
      return { kind: 'key', id: key.id, orgId: key.orgId };
    },
  };
}

function readBearer(authorization: string | undefined): string {
  const [, token] = /^Bearer +(\S+) *$/i.exec(authorization ?? '') ?? [];
  if (token === undefined) throw credentialMissing();
  return token;
}

function isLiving({ expiresAt, revokedAt }: StoredApiKey, at: Date): boolean {
  return revokedAt === null && (expiresAt === null || expiresAt > at);
}
