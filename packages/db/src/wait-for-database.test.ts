import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { expect, inject, test } from 'vitest';
import { DatabaseSetupError } from './setup-error.ts';
import { waitForDatabase } from './wait-for-database.ts';

const serverUrl = () => inject('testServer').url;
const still = new AbortController().signal;
const nobody = () => {
  throw new Error('it waited');
};

function changed(url: string, change: (url: URL) => unknown): string {
  const copy = new URL(url);
  change(copy);
  return copy.href;
}

const atPort = (port: string) => changed(serverUrl(), (url) => (url.port = port));

/** A port on which nobody listens. */
async function freePort(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  return String(typeof address === 'object' ? address?.port : '');
}

test('a server that answers is waited for by nobody', async () => {
  await expect(
    waitForDatabase({ url: serverUrl(), onWaiting: nobody, signal: still }),
  ).resolves.toBeUndefined();
});

test('a login that is turned away, and a database that is not there, are told at once and without password', async () => {
  const wrong = changed(serverUrl(), (url) => (url.password = 'not-the-password'));
  const missing = changed(serverUrl(), (url) => (url.pathname = '/no_such_database'));
  for (const url of [wrong, missing]) {
    const failure = await waitForDatabase({ url, onWaiting: nobody, signal: still }).catch(
      (error: unknown) => error,
    );
    expect(failure).toBeInstanceOf(DatabaseSetupError);
    expect(String(failure)).toMatch(/127\.0\.0\.1:\d+\/\w+ refuses the login: .*Check DATABASE_URL/);
    expect(String(failure)).not.toContain(new URL(url).password);
  }
});

test('a server without SSL, which the URL asks for, is told at once', async () => {
  for (const mode of ['require', 'verify-full']) {
    const url = changed(serverUrl(), (copy) => copy.searchParams.set('sslmode', mode));
    const failure = await waitForDatabase({ url, onWaiting: nobody, signal: still }).catch(
      (error: unknown) => error,
    );
    expect(failure).toBeInstanceOf(DatabaseSetupError);
    expect(String(failure)).toMatch(/127\.0\.0\.1:\d+\/\w+ has no SSL, which DATABASE_URL asks for/);
  }
});

test('a server that comes is waited for, and who watches is told the place and why', async () => {
  const port = await freePort();
  const forwarder = createServer((near) => {
    const far = connect(Number(new URL(serverUrl()).port), '127.0.0.1');
    near.pipe(far).pipe(near);
  });
  const told: unknown[] = [];
  const onWaiting = (fields: unknown) => {
    told.push(fields);
    forwarder.listen(Number(port), '127.0.0.1');
  };
  await waitForDatabase({ url: atPort(port), onWaiting, signal: still });
  forwarder.close();
  expect(told).toEqual([
    {
      database: expect.stringMatching(`^127.0.0.1:${port}/`),
      reason: expect.stringContaining('ECONNREFUSED'),
    },
  ]);
});

test('the wait ends when nobody wants it any more', async () => {
  const stopping = new AbortController();
  const url = atPort(await freePort());
  const waiting = waitForDatabase({ url, onWaiting: () => stopping.abort(), signal: stopping.signal });
  await expect(waiting).rejects.toThrow('aborted');
});
