import { createHash } from 'node:crypto';

import type { Operation } from '@rota/contracts/server';
import type { Transaction } from '@rota/db';

import type { HttpContext } from './hono-env.ts';
import type { Principal } from './principal.ts';
import type { OperationReplyValue } from './write-reply.ts';

/** A request with an `Idempotency-Key`, and all that says whether another one is the same. */
export type KeyedRequest = {
  /** A uuid. */
  orgId: string;
  principal: Principal;
  operation: string;
  /** As the caller chose it. */
  key: string;
  /** SHA-256 of path, query and body. */
  requestHash: string;
};

/** An answer as it can be kept. */
export type KeptAnswer = { status: number; headers: Record<string, string>; body: unknown };

/** What the binder asks of those who keep the answers of requests with a key. */
export type AnswerKeeper = {
  /**
   * Does the work of a request once: in a transaction of the organisation that also keeps the answer, so that both are
   * there or neither. A request that was answered before gets that answer again; one that comes while the first is
   * under way waits for it. Work that throws keeps nothing.
   *
   * @throws AppError `idempotency.reused` when the key stands for another request
   */
  answerOnce(
    request: KeyedRequest,
    work: (tx: Transaction) => Promise<KeptAnswer>,
  ): Promise<{ answer: KeptAnswer; isReplayed: boolean }>;
};

/** Answers a request with a key: by the work, or as it was answered before, and then says so in a header. */
export async function answerKeyed(
  request: KeyedRequest,
  { answerKeeper, work }: { answerKeeper: AnswerKeeper; work(tx: Transaction): Promise<OperationReplyValue> },
): Promise<OperationReplyValue> {
  const { answer, isReplayed } = await answerKeeper.answerOnce(request, async (tx) => {
    const { status, headers, body } = await work(tx);
    return { status, headers: { ...headers }, body };
  });
  if (!isReplayed) return answer;
  return { ...answer, headers: { ...answer.headers, 'Idempotent-Replayed': 'true' } };
}

/** The request by its key; undefined for one without, and where the contract takes none. The key's syntax was checked. */
export function readKeyedRequest(
  c: HttpContext,
  {
    operation,
    principal,
    orgId,
    bodyBytes,
  }: { operation: Operation; principal?: Principal; orgId?: string; bodyBytes: Uint8Array },
): KeyedRequest | undefined {
  const key = operation.idempotent ? c.req.header('Idempotency-Key') : undefined;
  if (key === undefined || principal === undefined || orgId === undefined) return undefined;
  const { pathname, search } = new URL(c.req.url);
  // Of the body as it came: a default that changes with the next version does not make the same request another one.
  const requestHash = createHash('sha256').update(`${pathname}${search}\n`).update(bodyBytes).digest('hex');
  return { orgId, principal, operation: operation.operationId, key, requestHash };
}
