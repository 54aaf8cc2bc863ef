import { apiKeys, type Transaction } from '@rota/db';
import { and, eq, isNull, lt, or, sql } from 'drizzle-orm';

/** A key as authentication reads it. */
export type StoredApiKey = {
  id: string;
  orgId: string;
  expiresAt: Date | null;
  revokedAt: Date | null;
};

export type NewApiKey = {
  id: string;
  name: string;
  prefix: string;
  keyHash: string;
  expiresAt: Date | null;
};

/** SQL of the keys. */
export const apiKeysRepository = {
  async insert(tx: Transaction, orgId: string, key: NewApiKey): Promise<void> {
    await tx.insert(apiKeys).values({ ...key, orgId });
  },

  /** Before the organisation is known: for `http/authentication.ts` alone, in a transaction of `withKeyHash`. */
  async findByHashAcrossOrgs(tx: Transaction, keyHash: string): Promise<StoredApiKey | null> {
    const [key] = await tx
      .select({
        id: apiKeys.id,
        orgId: apiKeys.orgId,
        expiresAt: apiKeys.expiresAt,
        revokedAt: apiKeys.revokedAt,
      })
      .from(apiKeys)
      .where(eq(apiKeys.keyHash, keyHash));
    return key ?? null;
  },

  /** Writes nothing when another process wrote it within `everySeconds`. */
  async markUsed(tx: Transaction, orgId: string, id: string, everySeconds: number): Promise<void> {
    const longAgo = sql`now() - make_interval(secs => ${everySeconds})`;
    await tx
      .update(apiKeys)
      .set({ lastUsedAt: sql`now()` })
      .where(
        and(
          eq(apiKeys.orgId, orgId),
          eq(apiKeys.id, id),
          or(isNull(apiKeys.lastUsedAt), lt(apiKeys.lastUsedAt, longAgo)),
        ),
      );
  },
};
