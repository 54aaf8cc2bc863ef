import type { Job, Problem } from '@rota/contracts/server';
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from 'vitest';

import { startTestApi, type TestApi } from './harness.ts';
import { startTcpProxy, type TcpProxy } from './tcp-proxy.ts';

const JOBS = '/v1/orgs/{orgId}/jobs';

let proxy: TcpProxy;
let api: TestApi;

beforeAll(async () => {
  proxy = await startTcpProxy(inject('testServer').url);
  api = await startTestApi({ changeUrl: (url) => proxy.through(url) });
});
afterEach(async () => {
  await proxy.open();
});
afterAll(async () => {
  await api[Symbol.asyncDispose]();
  await proxy[Symbol.asyncDispose]();
});

async function expectUnavailable(): Promise<void> {
  const { apiKey } = await api.addTenant();
  const startedAt = performance.now();
  const answers = await Promise.all([
    api.call<Problem>('GET', JOBS),
    api.call<Problem>('POST', JOBS, { json: { type: 'demo:run', input: {} } }),
    api.call<Problem>('GET', JOBS, { authorization: `Bearer ${apiKey}` }),
  ]);
  expect(performance.now() - startedAt).toBeLessThan(5_000);
  for (const { status, headers, body } of answers) {
    expect(status).toBe(503);
    expect(headers.get('Content-Type')).toBe('application/problem+json');
    expect(Number(headers.get('Retry-After'))).toBeGreaterThan(0);
    expect(body).toMatchObject({ status: 503, code: 'service.unavailable' });
    expect(JSON.stringify(body)).not.toMatch(/ECONN|postgres|127\.0\.0\.1/i);
  }
}

/** Asks until it is answered, as a client does that heeds Retry-After. */
async function expectRecovery(): Promise<void> {
  await expect.poll(async () => (await api.call('GET', '/readyz')).status, { interval: 100 }).toBe(200);
  const { status } = await api.call<Job>('POST', JOBS, { json: { type: 'demo:run', input: { steps: 0 } } });
  expect(status).toBe(201);
}

describe('while the database refuses connections', () => {
  test('requests are answered 503 within 5 s, and work again when it is back', async () => {
    await api.call('GET', JOBS);
    await proxy.refuse();
    await expectUnavailable();
    await proxy.open();
    await expectRecovery();
  });

  test('the process lives and is not ready', async () => {
    await proxy.refuse();
    expect((await api.call('GET', '/livez')).status).toBe(200);
    const { status, body } = await api.call('GET', '/readyz');
    expect(status).toBe(503);
    expect(body).toEqual({ ready: false, checks: { database: 'failed' } });
    expect((await api.call('GET', '/v1/meta')).status).toBe(200);
  });
});
