import { IDEMPOTENCY_KEY_HOURS, idempotencyKeys, type Transaction } from '@rota/db';
import { and, eq, lt, sql } from 'drizzle-orm';

/** What a key belongs to. */
export type IdempotencyScope = {
  orgId: string;
  /** `kind:id` */
  principal: string;
  operation: string;
  key: string;
};

/** An answer as it is kept. */
export type StoredAnswer = { status: number; headers: Record<string, string>; body: unknown };

/**
 * Takes the key for this transaction, when nobody has it or whoever had it did so more than
 * {@link IDEMPOTENCY_KEY_HOURS} ago. Waits while another transaction has taken it, until that one has ended.
 * @returns whether the key is this transaction's now
 */
export async function claimIdempotencyKey(
  tx: Transaction,
  { requestHash, ...scope }: IdempotencyScope & { requestHash: string },
): Promise<boolean> {
  const anew = { requestHash, status: null, headers: null, body: null, createdAt: sql`now()` };
  const { rowCount } = await tx
    .insert(idempotencyKeys)
    .values({ ...scope, requestHash })
    .onConflictDoUpdate({
      target: [
        idempotencyKeys.orgId,
        idempotencyKeys.principal,
        idempotencyKeys.operation,
        idempotencyKeys.key,
      ],
      set: anew,
      setWhere: lt(idempotencyKeys.createdAt, sql`now() - make_interval(hours => ${IDEMPOTENCY_KEY_HOURS})`),
    });
  return rowCount === 1;
}

/** Keeps the answer of the request that has claimed the key. */
export async function storeAnswer(
  tx: Transaction,
  { scope, answer }: { scope: IdempotencyScope; answer: StoredAnswer },
): Promise<void> {
  await tx.update(idempotencyKeys).set(answer).where(isScope(scope));
}

/** The answer that was kept; undefined when the key was removed meanwhile. */
export async function findStoredAnswer(
  tx: Transaction,
  scope: IdempotencyScope,
): Promise<{ requestHash: string; answer: StoredAnswer } | undefined> {
  const [row] = await tx.select().from(idempotencyKeys).where(isScope(scope));
  if (row === undefined || row.status === null) return undefined;
  const { requestHash, status, headers, body } = row;
  return { requestHash, answer: { status, headers: headers ?? {}, body } };
}

function isScope({ orgId, principal, operation, key }: IdempotencyScope) {
  return and(
    eq(idempotencyKeys.orgId, orgId),
    eq(idempotencyKeys.principal, principal),
    eq(idempotencyKeys.operation, operation),
    eq(idempotencyKeys.key, key),
  );
}
