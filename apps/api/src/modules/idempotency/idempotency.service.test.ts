import { idempotencyKeys, newId } from '@rota/db';
import { createTestDatabase, createTestOrganisation, waitForLock, type TestDatabase } from '@rota/db/testing';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { createIdempotencyService, type AnswerRequest } from './idempotency.service.ts';

let database: TestDatabase;
let orgId: string;
beforeAll(async () => {
  database = await createTestDatabase();
});
beforeEach(async () => {
  orgId = await createTestOrganisation(database);
});
afterAll(() => database.drop());

const principalId = newId();
const requestWith = (changes: Partial<AnswerRequest> = {}): AnswerRequest => ({
  orgId,
  principal: { kind: 'key', id: principalId },
  operation: 'createJob',
  key: 'same',
  requestHash: 'a',
  ...changes,
});
const headers = { Location: '/made' };
const answer = (body: unknown) => () => Promise.resolve({ status: 201, headers, body });

describe('a request that comes again', () => {
  test('gets the first answer, with its headers, and does nothing', async () => {
    const service = createIdempotencyService(database);
    const first = await service.answerOnce(requestWith(), answer({ id: 1 }));
    expect(first).toEqual({ answer: { status: 201, headers, body: { id: 1 } }, isReplayed: false });
    const again = await service.answerOnce(requestWith(), answer({ id: 2 }));
    expect(again).toEqual({ ...first, isReplayed: true });
  });

  test('is another one with another key, operation, principal or organisation', async () => {
    const service = createIdempotencyService(database);
    await service.answerOnce(requestWith(), answer(0));
    const otherOrgId = await createTestOrganisation(database);
    const others = [
      requestWith({ key: 'other' }),
      requestWith({ operation: 'replayJob' }),
      requestWith({ principal: { kind: 'key', id: newId() } }),
      requestWith({ orgId: otherOrgId }),
    ];
    for (const [index, other] of others.entries()) {
      expect((await service.answerOnce(other, answer(index + 1))).answer.body).toBe(index + 1);
    }
  });

  test('is refused when it asks for something else, and the first answer stays', async () => {
    const service = createIdempotencyService(database);
    await service.answerOnce(requestWith(), answer(1));
    const other = service.answerOnce(requestWith({ requestHash: 'b' }), answer(2));
    await expect(other).rejects.toMatchObject({ kind: 'key_reused', code: 'idempotency.reused' });
    expect((await service.answerOnce(requestWith(), answer(3))).answer.body).toBe(1);
  });

  test('is as new after 24 hours, and not before', async () => {
    const service = createIdempotencyService(database);
    const age = (interval: string) =>
      database.owner
        .update(idempotencyKeys)
        .set({ createdAt: sql`now() - ${interval}::interval` })
        .where(sql`org_id = ${orgId}`);
    await service.answerOnce(requestWith(), answer(1));
    await age('23 hours 59 minutes');
    expect((await service.answerOnce(requestWith(), answer(2))).answer.body).toBe(1);
    await age('24 hours 1 minute');
    expect((await service.answerOnce(requestWith({ requestHash: 'b' }), answer(3))).answer.body).toBe(3);
    expect((await service.answerOnce(requestWith({ requestHash: 'b' }), answer(4))).answer.body).toBe(3);
  });

  test('is as new when the first one failed', async () => {
    const service = createIdempotencyService(database);
    const failing = () => Promise.reject(new Error('not today'));
    await expect(service.answerOnce(requestWith(), failing)).rejects.toThrow('not today');
    expect(await service.answerOnce(requestWith({ requestHash: 'b' }), answer(2))).toMatchObject({
      answer: { body: 2 },
    });
  });
});

/** Work that ends when the test says so. */
function createWork() {
  const started = Promise.withResolvers<void>();
  const end = Promise.withResolvers<{ status: number; headers: Record<string, string>; body: string }>();
  const work = () => {
    started.resolve();
    return end.promise;
  };
  return { work, started: started.promise, end };
}

describe('a request that comes while the same is under way', () => {
  test('in another process, waits for its answer', async () => {
    const { work, started, end } = createWork();
    const first = createIdempotencyService(database).answerOnce(requestWith(), work);
    await started;
    const second = createIdempotencyService(database).answerOnce(requestWith(), answer('second'));
    await waitForLock(database);
    end.resolve({ status: 201, headers, body: 'first' });
    expect(await first).toMatchObject({ answer: { body: 'first' }, isReplayed: false });
    expect(await second).toMatchObject({ answer: { body: 'first' }, isReplayed: true });
  });

  test('in another process, takes its place when it fails', async () => {
    const { work, started, end } = createWork();
    const first = createIdempotencyService(database).answerOnce(requestWith(), work);
    await started;
    const second = createIdempotencyService(database).answerOnce(requestWith(), answer('second'));
    await waitForLock(database);
    end.reject(new Error('not today'));
    await expect(first).rejects.toThrow('not today');
    expect((await second).answer.body).toBe('second');
  });

  test('in this process, holds no connection: others go on beside a hundred that wait', async () => {
    const service = createIdempotencyService(database);
    const { work, started, end } = createWork();
    const first = service.answerOnce(requestWith(), work);
    await started;
    const waiting = Array.from({ length: 100 }, () => service.answerOnce(requestWith(), answer('again')));
    expect((await service.answerOnce(requestWith({ key: 'other' }), answer('other'))).answer.body).toBe(
      'other',
    );
    end.resolve({ status: 201, headers, body: 'first' });
    const answers = await Promise.all([first, ...waiting]);
    expect(new Set(answers.map(({ answer: { body } }) => body))).toEqual(new Set(['first']));
  });
});
