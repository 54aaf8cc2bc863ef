import { once } from 'node:events';

import { operations, type OperationId } from '@rota/contracts/server';
import { encodeId, newId } from '@rota/db';
import { Hono } from 'hono';
import { pino } from 'pino';
import { afterEach, describe, expect, test } from 'vitest';

import { bindOperations } from './bind-operations.ts';
import type { HonoEnv } from './hono-env.ts';
import { startHttpServer, type HttpServer } from './http-server.ts';
import type { OperationHandlers } from './operation-handlers.ts';
import { problemReply } from './problem.ts';
import type { Principal } from './principal.ts';
import { requestId } from './request-id.ts';
import { createStreamLimit } from './stream-limit.ts';

const principal: Principal = { kind: 'key', id: newId(), orgId: newId() };
const organisation = encodeId('org', principal.orgId);
let server: HttpServer | undefined;

afterEach(async () => {
  await server?.close(0);
});

/** Serves these handlers; every other operation is not asked for. */
async function serve(handlers: Partial<OperationHandlers>, { checkReplies = true, streamsMax = 10 } = {}) {
  const refuse = () => Promise.reject(new Error('this operation is not part of the test'));
  const others = Object.fromEntries(Object.keys(operations).map((id) => [id as OperationId, refuse]));
  const app = new Hono<HonoEnv>();
  app.use(requestId(pino({ level: 'silent' })));
  app.onError(problemReply);
  bindOperations(app, {
    handlers: { ...others, ...handlers } as OperationHandlers,
    authenticator: {
      authenticate: () => Promise.resolve(principal),
      authenticateSystem: () => Promise.resolve({ kind: 'operator' }),
    },
    checkReplies,
    answerKeeper: { answerOnce: () => refuse() },
    streamLimit: createStreamLimit({ perPrincipalMax: streamsMax }),
    closing: new AbortController().signal,
  });
  const started = await startHttpServer({ fetch: app.fetch, host: '127.0.0.1', port: 0 });
  server = started;
  return (path: string, init?: RequestInit) => fetch(`http://127.0.0.1:${started.port}${path}`, init);
}

/** A stream's handler that hands out the signal it was given. */
function createStreamHandler() {
  const signal = Promise.withResolvers<AbortSignal>();
  const handler: OperationHandlers['streamOrganisationJobEvents'] = async (_input, context) => {
    signal.resolve(context.signal);
    return { status: 200, body: endless(context.signal) };
  };
  return { handler, signal: signal.promise };
}

async function* endless(signal: AbortSignal): AsyncGenerator<never> {
  if (!signal.aborted) await once(signal, 'abort');
  yield* [];
}

const EVENTS = `/v1/orgs/${organisation}/jobs/events`;

describe("a stream's signal", () => {
  test('is aborted when the client leaves', async () => {
    const { handler, signal } = createStreamHandler();
    const get = await serve({ streamOrganisationJobEvents: handler });
    const leaving = new AbortController();
    await get(EVENTS, { signal: leaving.signal });
    const given = await signal;
    expect(given.aborted).toBe(false);
    leaving.abort();
    await once(given, 'abort');
  });

  test('is aborted when only the headers were asked for', async () => {
    const { handler, signal } = createStreamHandler();
    const get = await serve({ streamOrganisationJobEvents: handler });
    await get(EVENTS, { method: 'HEAD' });
    expect((await signal).aborted).toBe(true);
  });

  test('is aborted when the handler fails after it hung something on it', async () => {
    const signal = Promise.withResolvers<AbortSignal>();
    const get = await serve({
      streamOrganisationJobEvents: (_input, context) => {
        signal.resolve(context.signal);
        return Promise.reject(new Error('no'));
      },
    });
    expect((await get(EVENTS)).status).toBe(500);
    expect((await signal.promise).aborted).toBe(true);
  });
});

describe('a stream too many', () => {
  test('of one credential is refused with when to come back, until another has ended', async () => {
    const { handler, signal } = createStreamHandler();
    const get = await serve({ streamOrganisationJobEvents: handler }, { streamsMax: 1 });
    const leaving = new AbortController();
    await get(EVENTS, { signal: leaving.signal });

    const refused = await get(EVENTS);
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('Retry-After'))).toBeGreaterThan(0);
    expect(refused.headers.get('RateLimit')).toMatch(/^"event-streams";r=0;t=[1-9]\d*$/);
    expect(await refused.json()).toMatchObject({ status: 429, code: 'stream.too_many' });

    const ended = once(await signal, 'abort');
    leaving.abort();
    await ended;
    expect((await get(EVENTS)).status).toBe(200);
  });

  test('is no other operation, however many there are', async () => {
    const body = {
      id: organisation,
      name: 'A',
      slug: 'a',
      paused: false,
      createdAt: new Date().toISOString(),
    };
    const get = await serve({ getOrganisation: async () => ({ status: 200, body }) }, { streamsMax: 0 });
    expect((await get(`/v1/orgs/${organisation}`)).status).toBe(200);
  });
});

describe('a reply', () => {
  const wrong: Partial<OperationHandlers> = {
    getOrganisation: async () => ({
      status: 200,
      body: { id: organisation, name: '', slug: 'NOT A SLUG', paused: false, createdAt: 'today' },
    }),
  };

  test('that is not what the contract says is a fault, and says nothing of itself', async () => {
    const get = await serve(wrong);
    const response = await get(`/v1/orgs/${organisation}`);
    expect(response.status).toBe(500);
    expect(await response.json()).toMatchObject({ code: 'server.fault' });
  });

  test('is not looked at in production', async () => {
    const get = await serve(wrong, { checkReplies: false });
    expect((await get(`/v1/orgs/${organisation}`)).status).toBe(200);
  });

  test('of a status that is not declared is a fault, also in production', async () => {
    const undeclared = { getOrganisation: async () => ({ status: 202, body: {} }) } as unknown;
    const get = await serve(undeclared as Partial<OperationHandlers>, { checkReplies: false });
    expect((await get(`/v1/orgs/${organisation}`)).status).toBe(500);
  });
});

describe('a stream of bytes', () => {
  const path = `/v1/orgs/${organisation}/files/${encodeId('fil', newId())}/content`;
  const headers = { 'Content-Disposition': 'attachment', 'Content-Length': '1000' };

  test('whose source fails is cut off, not closed, and without a word of why', async () => {
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        controller.enqueue(Buffer.from('beginning'));
        controller.error(new Error('no such file: /secret/place'));
      },
    });
    const get = await serve({ getFileContent: async () => ({ status: 200, headers, body }) });
    await expect(get(path).then((response) => response.text())).rejects.toThrow(/terminated|failed/);
  });

  test('is let go when only the headers were asked for', async () => {
    const cancelled = Promise.withResolvers<void>();
    const body = new ReadableStream<Uint8Array>({ cancel: () => cancelled.resolve() });
    const get = await serve({ getFileContent: async () => ({ status: 200, headers, body }) });
    const response = await get(path, { method: 'HEAD' });
    expect(response.headers.get('Content-Length')).toBe('1000');
    await cancelled.promise;
  });
});

test('an error nobody foresaw is answered without a word of what it says', async () => {
  const get = await serve({
    getOrganisation: () => Promise.reject(new Error('password of the database: hunter2')),
  });
  const response = await get(`/v1/orgs/${organisation}`);
  expect(response.status).toBe(500);
  expect(await response.text()).not.toContain('hunter2');
});
