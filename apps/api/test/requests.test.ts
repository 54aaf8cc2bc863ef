/** What the edge refuses before any operation is asked, and how. */
import type { Problem } from '@rota/contracts/server';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { startTestApi, type Answer, type CallOptions, type TestApi } from './harness.ts';
import { sendRaw } from './raw-http.ts';

let api: TestApi;

beforeAll(async () => {
  api = await startTestApi();
});
afterAll(async () => {
  await api[Symbol.asyncDispose]();
});

const JOBS = '/v1/orgs/{orgId}/jobs';
const JSON_TYPE = { 'Content-Type': 'application/json' };

const create = (options: CallOptions): Promise<Answer<Problem>> => api.call<Problem>('POST', JOBS, options);
const createFromText = (body: string | Uint8Array) => create({ headers: JSON_TYPE, body });
const nested = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);

describe('validation', () => {
  test('reports everything that is wrong with query and body at once, with pointers', async () => {
    const { status, body } = await api.call<Problem>('POST', `${JOBS}?a=1&b=2`, {
      json: { type: 'demo:run', input: { steps: -1, wrong: true }, maxAttempts: 0, subject: { type: '' } },
    });
    expect(status).toBe(400);
    expect(body.code).toBe('request.invalid');
    expect(body.errors?.map((error) => `${error.in} ${error.pointer}`).toSorted()).toEqual([
      'body /input/steps',
      'body /input/wrong',
      'body /maxAttempts',
      'body /subject/id',
      'body /subject/type',
      'query /a',
      'query /b',
    ]);
  });

  test('names the job type that does not exist', async () => {
    const { body } = await create({ json: { type: 'no:such', input: {} } });
    expect(body.errors).toMatchObject([{ in: 'body', pointer: '/type' }]);
  });

  test('reports the first hundred violations of a body that is wrong all over', async () => {
    const members = Array.from({ length: 120_000 }, (_each, index) => `"${index.toString(36)}":0`);
    const { status, body } = await createFromText(`{"type": "demo:run", "input": {${members.join()}}}`);
    expect(status).toBe(400);
    expect(body.errors).toHaveLength(100);
  });

  test('reads numbers, truth values and lists of a query by what the contract says they are', async () => {
    const good = await api.call(
      'GET',
      `${JOBS}?limit=5&deadLettered=false&status=failed&status=pending,retrying`,
    );
    expect(good.status).toBe(200);
    const bad = await api.call<Problem>('GET', `${JOBS}?limit=5x&deadLettered=yes&status=gone&limit=6`);
    expect(bad.status).toBe(400);
    expect(new Set(bad.body.errors?.map(({ pointer }) => pointer))).toEqual(
      new Set(['/limit', '/deadLettered', '/status/0']),
    );
  });

  test('refuses the NUL character in a query, which PostgreSQL cannot compare with', async () => {
    const { status, body } = await api.call<Problem>('GET', '/v1/orgs/{orgId}/accounts?search=a%00b');
    expect(status).toBe(400);
    expect(body.errors).toMatchObject([{ in: 'query', pointer: '/search' }]);
  });

  test('takes times at both ends of the calendar', async () => {
    for (const at of ['0000-01-01T00:00:00Z', '9999-12-31T23:59:59-23:59']) {
      const answer = await api.call('GET', `${JOBS}?createdAfter=${encodeURIComponent(at)}`);
      expect(answer.status).toBe(200);
    }
  });
});

describe('a body', () => {
  test.each([
    ['is not JSON', '{"type": '],
    ['is empty', ''],
    ['holds the NUL character', String.raw`{"type": "demo:run", "input": {"result": "\u0000"}}`],
    ['holds half of a surrogate pair', String.raw`{"type": "demo:run", "input": {"result": "\ud800"}}`],
    [
      'holds half of a surrogate pair in a name',
      String.raw`{"type": "demo:run", "input": {"result": {"\udc00": 1}}}`,
    ],
    ['has a member __proto__', '{"type": "demo:run", "input": {"result": {"__proto__": {"a": 1}}}}'],
    ['is nested too deep', `{"type": "demo:run", "input": {"result": ${nested(33)}}}`],
    ['is nested a hundred thousand levels', nested(100_000)],
    ['holds a number that no double holds', '{"type": "demo:run", "input": {"result": 1e999}}'],
  ])('that %s is answered 400', async (_what, text) => {
    const { status, body } = await createFromText(text);
    expect(status).toBe(400);
    expect(body.errors?.length).toBeGreaterThan(0);
  });

  test('is told all that is wrong with it, as JSON and by its schema', async () => {
    const text = String.raw`{"type": "demo:run", "input": {"result": "\u0000", "steps": -1}, "maxAttempts": 0, "more": 1}`;
    const { body } = await createFromText(text);
    const pointers = body.errors?.map(({ pointer }) => pointer).toSorted();
    expect(pointers).toEqual(['/input/result', '/input/steps', '/maxAttempts', '/more']);
  });

  test('that is not UTF-8 is answered 400', async () => {
    expect((await createFromText(new Uint8Array([0x7b, 0xff, 0x7d]))).status).toBe(400);
  });

  test('may nest as deep as the limit', async () => {
    const text = `{"type": "demo:run", "input": {"steps": 0, "result": ${nested(31)}}}`;
    expect((await createFromText(text)).status).toBe(201);
  });

  test.each([['text/plain'], ['application/x-www-form-urlencoded'], ['application/json; charset=latin1']])(
    'of type %s is answered 415',
    async (type) => {
      const { status } = await create({ headers: { 'Content-Type': type }, body: '{}' });
      expect(status).toBe(415);
    },
  );

  test('that is encoded is answered 415', async () => {
    const headers = { ...JSON_TYPE, 'Content-Encoding': 'gzip' };
    expect((await create({ headers, body: '{}' })).status).toBe(415);
  });

  test('that is no form is answered 415 where a form is wanted', async () => {
    const { status } = await api.call('POST', '/v1/orgs/{orgId}/files', { json: {} });
    expect(status).toBe(415);
  });

  test('of exactly the limit is read, one byte more is answered 413', async () => {
    const limit = 1_048_576;
    expect((await createFromText(' '.repeat(limit))).status).toBe(400);
    expect((await createFromText(' '.repeat(limit + 1))).status).toBe(413);
  });

  test('is refused by its declared length before any of it is sent', async () => {
    const answer = await sendRaw(
      api.baseUrl,
      `POST /v1/orgs/${api.tenant.publicOrgId}/jobs HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n` +
        `Authorization: Bearer ${api.tenant.apiKey}\r\nContent-Type: application/json\r\nContent-Length: 2000000\r\n\r\n`,
    );
    expect(answer.status).toBe(413);
  });

  test('without a declared length is refused as soon as it passes the limit', async () => {
    let sent = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 65_536;
        controller.enqueue(new Uint8Array(65_536).fill(0x20));
        if (sent > 50_000_000) controller.close();
      },
    });
    const { status } = await create({ headers: JSON_TYPE, body: endless });
    expect(status).toBe(413);
    expect(sent).toBeLessThan(50_000_000);
  });
});

describe('a path', () => {
  test('that does not exist is answered 404 with a problem', async () => {
    for (const path of ['/v1', '/v1/nothing', '/v1/orgs/{orgId}/nothing', '/v1/meta/']) {
      const { status, headers, body } = await api.call<Problem>('GET', path);
      expect(status).toBe(404);
      expect(headers.get('Content-Type')).toBe('application/problem+json');
      expect(body.code).toBe('path.not_found');
    }
  });

  test('answers HEAD with the headers of GET and nothing else', async () => {
    const answer = await api.call('HEAD', JOBS);
    expect(answer).toMatchObject({ status: 200, body: '' });
    const stream = await api.call('HEAD', `${JOBS}/events`);
    expect(stream.status).toBe(200);
    expect(stream.headers.get('Content-Type')).toBe('text/event-stream');
  });
});

describe('every answer', () => {
  test('carries the request id that came, or a new one when that is unsound', async () => {
    const mine = await api.call('GET', '/livez', { headers: { 'X-Request-Id': 'abc-123.x:y' } });
    expect(mine.headers.get('X-Request-Id')).toBe('abc-123.x:y');
    for (const unsound of ['a b', 'x'.repeat(129), '{"a":1}']) {
      const { headers } = await api.call('GET', '/livez', { headers: { 'X-Request-Id': unsound } });
      expect(headers.get('X-Request-Id')).toMatch(/^req_[0-9a-z]{26}$/);
    }
  });

  test('is kept from being framed, sniffed, run or stored', async () => {
    for (const path of ['/v1/meta', '/v1/nothing', JOBS]) {
      const { headers } = await api.call('GET', path);
      expect(headers.get('X-Content-Type-Options')).toBe('nosniff');
      expect(headers.get('X-Frame-Options')).toBe('DENY');
      expect(headers.get('Content-Security-Policy')).toContain("default-src 'none'");
      expect(headers.get('Cache-Control')).toBe('no-store');
    }
  });

  test('is logged in one line with public ids, without query and credential', async () => {
    await api.call('GET', '/v1/orgs/{orgId}/accounts?search=secret-search');
    const lines = api.logLines.filter((line) => line['operation'] === 'listAccounts');
    expect(lines.at(-1)).toMatchObject({
      msg: 'request answered',
      status: 200,
      orgId: api.tenant.publicOrgId,
      principal: api.tenant.publicKeyId,
    });
    expect(JSON.stringify(api.logLines)).not.toContain('secret-search');
    expect(JSON.stringify(api.logLines)).not.toContain(api.tenant.apiKey);
  });
});

describe('what is no request', () => {
  test.each([
    ['nonsense', 'HELLO\r\n\r\n', 400],
    ['a target that is no path', 'GET http:// HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n', 400],
    ['a host that is none', 'GET / HTTP/1.1\r\nHost: a b\r\nConnection: close\r\n\r\n', 400],
    ['no host', 'GET / HTTP/1.1\r\nConnection: close\r\n\r\n', 400],
    ['an expectation', 'GET / HTTP/1.1\r\nHost: localhost\r\nExpect: tea\r\nConnection: close\r\n\r\n', 417],
    ['headers beyond 16 KiB', `GET / HTTP/1.1\r\nHost: localhost\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`, 431],
  ])('(%s) is answered with a problem', async (_what, bytes, status) => {
    const answer = await sendRaw(api.baseUrl, bytes);
    expect(answer.status).toBe(status);
    expect(answer.head).toMatch(/content-type: application\/problem\+json/i);
    expect(JSON.parse(answer.body)).toMatchObject({ status, code: 'request.malformed' });
  });
});
