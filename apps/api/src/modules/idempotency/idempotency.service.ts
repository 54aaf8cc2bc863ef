import { inOrganisation, type Database, type Transaction } from '@rota/db';

import { idempotencyKeyReused } from './idempotency.errors.ts';
import {
  claimIdempotencyKey,
  findStoredAnswer,
  storeAnswer,
  type IdempotencyScope,
  type StoredAnswer,
} from './idempotency.repository.ts';

/** A request with a key. Ids are uuids. */
export type AnswerRequest = {
  orgId: string;
  principal: { kind: string; id: string };
  operation: string;
  /** As the caller chose it. */
  key: string;
  /** Two requests with one are the same request. */
  requestHash: string;
};

/** Does the work of requests once, and keeps what was answered for 24 hours. */
export type IdempotencyService = {
  /**
   * Runs `work` in a transaction that also keeps its answer, or answers what was kept. Waits for one that is under way.
   * @throws AppError `idempotency.reused` when the key stands for another request
   */
  answerOnce(
    request: AnswerRequest,
    work: (tx: Transaction) => Promise<StoredAnswer>,
  ): Promise<{ answer: StoredAnswer; isReplayed: boolean }>;
};

/** A key that cannot be claimed may be removed before it is read, once a day. */
const CLAIM_TRIES = 3;

/** Keeps answers in the requests' database. */
export function createIdempotencyService({ db }: { db: Database }): IdempotencyService {
  const inTurn = createTurns();

  async function answerIn(
    tx: Transaction,
    { request, work }: { request: AnswerRequest; work: (tx: Transaction) => Promise<StoredAnswer> },
  ): Promise<{ answer: StoredAnswer; isReplayed: boolean }> {
    const scope = toScope(request);
    const { requestHash } = request;
    for (let tries = 0; tries < CLAIM_TRIES; tries += 1) {
      if (await claimIdempotencyKey(tx, { ...scope, requestHash })) {
        const answer = await work(tx);
        await storeAnswer(tx, { scope, answer });
        return { answer, isReplayed: false };
      }
      const kept = await findStoredAnswer(tx, scope);
      if (kept === undefined) continue;
      if (kept.requestHash !== requestHash) throw idempotencyKeyReused();
      return { answer: kept.answer, isReplayed: true };
    }
    throw new Error(`an idempotency key of ${scope.operation} came and went ${CLAIM_TRIES} times`);
  }

  return {
    answerOnce: (request, work) =>
      inTurn(Object.values(toScope(request)).join(' '), () =>
        inOrganisation(db, request.orgId, (tx) => answerIn(tx, { request, work })),
      ),
  };
}

function toScope({ orgId, principal, operation, key }: AnswerRequest): IdempotencyScope {
  return { orgId, principal: `${principal.kind}:${principal.id}`, operation, key };
}

/**
 * Lets those of one name go one after another. The database does so as well, over all processes; but there each that
 * waits holds a connection, and a client that repeats itself in haste would take them all.
 */
function createTurns(): <T>(name: string, work: () => Promise<T>) => Promise<T> {
  const underWay = new Map<string, Promise<void>>();

  return async (name, work) => {
    for (let other = underWay.get(name); other !== undefined; other = underWay.get(name)) await other;
    const turn = Promise.withResolvers<void>();
    underWay.set(name, turn.promise);
    try {
      return await work();
    } finally {
      underWay.delete(name);
      turn.resolve();
    }
  };
}
