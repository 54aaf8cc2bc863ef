import { inOrganisation, newId, withKeyHash, type Database } from '@rota/db';

import { createPlainKey, hashKey, shownPrefixOf } from './api-key-format.ts';
import {
  findApiKeyAcrossOrgs,
  insertApiKey,
  markApiKeyUsed,
  type StoredApiKey,
} from './api-keys.repository.ts';

/** `key` is the plain key: this is the only time it is seen. */
export type CreatedApiKey = { id: string; key: string };

export type ApiKeysService = {
  /** @param name for people; not unique */
  createApiKey(request: { orgId: string; name: string; expiresAt?: Date }): Promise<CreatedApiKey>;
  /** The key with this plain text, also one that has expired or was revoked: the caller looks at its times. */
  findByPlainKey(plainKey: string): Promise<StoredApiKey | null>;
  /** Notes that a key was used, at most once a minute. */
  markUsed(orgId: string, id: string): Promise<void>;
};

const MARK_EVERY_SECONDS = 60;

/** Keys of organisations: made, looked up, marked as used. */
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

    async findByPlainKey(plainKey) {
      const keyHash = hashKey(plainKey);
      return withKeyHash(db, keyHash, (tx) => findApiKeyAcrossOrgs(tx, keyHash));
    },

    async markUsed(orgId, id) {
      const mark = { orgId, id, everySeconds: MARK_EVERY_SECONDS };
      await inOrganisation(db, orgId, (tx) => markApiKeyUsed(tx, mark));
    },
  };
}
