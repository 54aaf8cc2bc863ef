import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';
import { describePlace } from './database-urls.ts';
import { DatabaseSetupError } from './setup-error.ts';
import { isLoginRefusal, isWithoutSsl, toDatabaseError } from './sql-errors.ts';

const WAIT_MS = 60_000;
const CONNECT_TIMEOUT_MS = 4_000;
const RETRY_MS = 500;
/** How often somebody who watches is told that it still waits. */
const REPORT_EVERY_MS = 5_000;
/** No such database, and no right to connect to it: a server that is up says so, and will go on saying so. */
const CLOSED = new Set(['3D000', '42501']);
const WITHOUT_SSL_ADVICE =
  'switch it on there (ssl = on in postgresql.conf), or take sslmode out of the URL when the way there is safe.';

/** What to wait for, and who is told. */
export interface WaitForDatabaseOptions {
  url: string;
  /** Told, now and then, why it still waits: place and reason, no password. */
  onWaiting(fields: { database: string; reason: string }): void;
  /** Ends the wait. */
  signal: AbortSignal;
}

/**
 * Waits until the server answers, a minute at most: in a group of services the database is seldom first.
 *
 * @throws DatabaseSetupError when the server turns the login away, which waiting would not change, or does not come
 */
export async function waitForDatabase({ url, onWaiting, signal }: WaitForDatabaseOptions): Promise<void> {
  const database = describePlace(url);
  const giveUpAt = performance.now() + WAIT_MS;
  let reportAt = 0;
  for (;;) {
    signal.throwIfAborted();
    const failure = await tryConnection(url);
    if (failure === null) return;
    const reason = failure.message;
    if (isClosed(failure))
      throw unfit(`${database} refuses the login: ${reason}. Check DATABASE_URL.`, failure);
    if (isWithoutSsl(failure))
      throw unfit(`${database} has no SSL, which DATABASE_URL asks for: ${WITHOUT_SSL_ADVICE}`, failure);
    const now = performance.now();
    if (now >= giveUpAt) {
      const sentence = `${database} has not answered for a minute: ${reason}. Check that it runs, and DATABASE_URL.`;
      throw unfit(sentence, failure);
    }
    if (now >= reportAt) {
      onWaiting({ database, reason });
      reportAt = now + REPORT_EVERY_MS;
    }
    await delay(RETRY_MS, undefined, { signal }).catch(() => undefined);
  }
}

/** Why the server does not answer; null when it does. */
async function tryConnection(url: string): Promise<Error | null> {
  const client = new Client({
    connectionString: url,
    application_name: 'rota start',
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
  });
  client.on('error', () => {
    // The query in hand gets the same error.
  });
  try {
    await client.connect();
    await client.query('SELECT 1');
    return null;
  } catch (error) {
    return toError(error);
  } finally {
    await client.end();
  }
}

function isClosed(error: Error): boolean {
  return isLoginRefusal(error) || CLOSED.has(toDatabaseError(error)?.code ?? '');
}

function unfit(sentence: string, cause: Error): DatabaseSetupError {
  return new DatabaseSetupError(sentence, [], { cause });
}

function toError(thrown: unknown): Error {
  // A name with several addresses fails with one error for each, under one without a message.
  if (thrown instanceof AggregateError && thrown.errors[0] instanceof Error) return thrown.errors[0];
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}
