import { createHash } from 'node:crypto';

import type { Problem } from '@rota/contracts/server';
import { apiKeys } from '@rota/db';
import { eq, sql } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, describe, expect, inject, test, vi } from 'vitest';

import { createPlainKey } from '../src/modules/api-keys/api-key-format.ts';
import { startTestApi, type TestApi } from './harness.ts';
import { startTcpProxy } from './tcp-proxy.ts';

let api: TestApi;

beforeAll(async () => {
  api = await startTestApi();
});
afterAll(async () => {
  await api[Symbol.asyncDispose]();
});

const askAs = (apiKey: string) => api.call<Problem>('GET', '/v1/orgs', { authorization: `Bearer ${apiKey}` });
const keyRow = async (orgId: string) => {
  const [row] = await api.database.owner.select().from(apiKeys).where(eq(apiKeys.orgId, orgId));
  return row;
};

/** Holds the clock by which keys and what is kept of them are judged; answers its time. Timers go on. */
function holdClock(): number {
  vi.useFakeTimers({ toFake: ['Date'] });
  return Date.now();
}

describe('an API key', () => {
  afterEach(() => void vi.useRealTimers());

  test('is kept as its SHA-256, and nowhere in plain', async () => {
    const { orgId, apiKey } = await api.addTenant();
    const row = await keyRow(orgId);
    expect(row?.keyHash).toBe(createHash('sha256').update(apiKey).digest('hex'));
    expect(JSON.stringify(row)).not.toContain(apiKey.slice(12));
  });

  test('opens its own organisation, and the list shows no other', async () => {
    const { publicOrgId, apiKey } = await api.addTenant('Own');
    const { status, body } = await askAs(apiKey);
    expect(status).toBe(200);
    expect(body).toMatchObject({ data: [{ id: publicOrgId, name: 'Own' }], nextCursor: null });
  });

  test('is refused within 5 s of being revoked, though it was used right before', async () => {
    const { orgId, apiKey } = await api.addTenant();
    const usedAtMs = holdClock();
    expect((await askAs(apiKey)).status).toBe(200);
    await api.database.owner
      .update(apiKeys)
      .set({ revokedAt: sql`now()` })
      .where(eq(apiKeys.orgId, orgId));
    vi.setSystemTime(usedAtMs + 5_000);
    expect((await askAs(apiKey)).status).toBe(401);
  });

  test('is refused from its expiry on, without waiting for any cache', async () => {
    const { orgId, apiKey } = await api.addTenant();
    const expiresAt = new Date(holdClock() + 1_000);
    await api.database.owner.update(apiKeys).set({ expiresAt }).where(eq(apiKeys.orgId, orgId));
    expect((await askAs(apiKey)).status).toBe(200);
    vi.setSystemTime(expiresAt.getTime() - 1);
    expect((await askAs(apiKey)).status).toBe(200);
    vi.setSystemTime(expiresAt);
    expect((await askAs(apiKey)).status).toBe(401);
  });

  test('notes its use, and not again within a minute', async () => {
    const { orgId, apiKey } = await api.addTenant();
    await askAs(apiKey);
    const lastUsedAt = async () => (await keyRow(orgId))?.lastUsedAt ?? null;
    await expect.poll(lastUsedAt).not.toBeNull();
    const first = await lastUsedAt();
    await askAs(apiKey);
    await askAs(apiKey);
    expect(await lastUsedAt()).toEqual(first);
  });

  test('that cannot be one is refused without a query', async () => {
    await using proxy = await startTcpProxy(inject('testServer').url);
    await using cutOff = await startTestApi({ changeUrl: (url) => proxy.through(url) });
    await proxy.refuse();
    const ask = (apiKey: string) => cutOff.call('GET', '/v1/orgs', { authorization: `Bearer ${apiKey}` });
    const key = createPlainKey();
    const mistyped = key.slice(0, -1) + (key.endsWith('0') ? '1' : '0');
    expect((await ask(mistyped)).status).toBe(401);
    expect((await ask(key)).status).toBe(503);
    await proxy.open();
  });
});
