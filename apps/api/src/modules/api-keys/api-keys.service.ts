import { inOrganisation, newId, withKeyHash, type Database } from '@rota/db';

import { createPlainKey, hashKey, isWellFormedKey, shownPrefixOf } from './api-key-format.ts';
import {
  findApiKeyAcrossOrgs,
  insertApiKey,
  markApiKeyUsed,
  type StoredApiKey,
} from './api-keys.repository.ts';
import { isLivingKey } from './is-living-key.ts';

/** `key` is the plain key: this is the only time it is seen. */
export type CreatedApiKey = { id: string; key: string };

/** Keys of organisations: made, looked up, marked as used. */
export type ApiKeysService = {
  /** @param name for people; not unique */
  createApiKey(request: { orgId: string; name: string; expiresAt?: Date }): Promise<CreatedApiKey>;
  /** The form in which a key is kept and found; null for a text that can be no key, for which nobody need ask. */
  hashOf(plainKey: string): string | null;
  /** The key with this hash, also one that has expired or was revoked. */
  findByHash(keyHash: string): Promise<StoredApiKey | null>;
  /** Whether a key that was found opens anything at that time. */
  isLiving(key: StoredApiKey, at: Date): boolean;
  /** Notes that a key was used, at most once a minute. */
  markUsed(key: { orgId: string; id: string }): Promise<void>;
};

const MARK_EVERY_SECONDS = 60;

/** The service on the role of requests. */
export function createApiKeysService({ db }: { db: Database }): ApiKeysService {
  return {
    async createApiKey({ orgId, name, expiresAt }) {
      const key = createPlainKey();
      const id = newId();
      await inOrganisation(db, orgId, (tx) =>
        insertApiKey(tx, {
          id,
          orgId,
          name,
          prefix: shownPrefixOf(key),
          keyHash: hashKey(key),
          expiresAt: expiresAt ?? null,
        }),
      );
      return { id, key };
    },

    hashOf: (plainKey) => (isWellFormedKey(plainKey) ? hashKey(plainKey) : null),

    findByHash: (keyHash) => withKeyHash(db, keyHash, (tx) => findApiKeyAcrossOrgs(tx, keyHash)),

    isLiving: isLivingKey,

    async markUsed(key) {
      const mark = { ...key, everySeconds: MARK_EVERY_SECONDS };
      await inOrganisation(db, key.orgId, (tx) => markApiKeyUsed(tx, mark));
    },
  };
}
