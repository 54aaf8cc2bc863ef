import { apiKeys, type Transaction } from '@rota/db';
import { and, eq, isNull, lt, or, sql } from 'drizzle-orm';

/** A key as authentication reads it. */
export type StoredApiKey = {
  id: string;
  orgId: string;
  expiresAt: Date | null;
  revokedAt: Date | null;
};

/** A new key of an organisation. */
export async function insertApiKey(tx: Transaction, key: typeof apiKeys.$inferInsert): Promise<void> {
  await tx.insert(apiKeys).values(key);
}

/**
 * Before the organisation is known, in a transaction of `withKeyHash`: for authentication, and for the start that looks
 * whether the key it made still opens the demo.
 */
export async function findApiKeyAcrossOrgs(tx: Transaction, keyHash: string): Promise<StoredApiKey | null> {
  const { id, orgId, expiresAt, revokedAt } = apiKeys;
  const [key] = await tx
    .select({ id, orgId, expiresAt, revokedAt })
    .from(apiKeys)
    .where(eq(apiKeys.keyHash, keyHash));
  return key ?? null;
}

/** Notes that the key is in use; writes nothing when somebody did so within `everySeconds`. */
export async function markApiKeyUsed(
  tx: Transaction,
  { orgId, id, everySeconds }: { orgId: string; id: string; everySeconds: number },
): Promise<void> {
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
}
