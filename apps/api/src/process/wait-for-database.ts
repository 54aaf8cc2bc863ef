import { createDatabase, DatabaseSetupError, toDatabaseError } from '@rota/db';

const WAIT_MS = 60_000;
const RETRY_MS = 500;
/** How often somebody who watches is told that it still waits. */
const REPORT_EVERY_MS = 5_000;

export type WaitForDatabaseOptions = {
  url: string;
  /** Told, now and then, why it still waits: place and reason, no password. */
  onWaiting(fields: { database: string; reason: string }): void;
  /** Ends the wait. */
  signal: AbortSignal;
};

/**
 * Waits until the server answers, a minute at most: in a group of services the database is seldom first.
 *
 * @throws DatabaseSetupError when the server turns the login away, which waiting would not change, or does not come
 */
export async function waitForDatabase({ url, onWaiting, signal }: WaitForDatabaseOptions): Promise<void> {
  const database = describePlace(url);
  const giveUpAt = performance.now() + WAIT_MS;
  let reportAt = 0;
  const connection = createDatabase({
    url,
    applicationName: 'rota start',
    poolMax: 1,
    onError: () => undefined,
  });
  try {
    for (;;) {
      signal.throwIfAborted();
      const failure = await connection.pool.query('SELECT 1').then(() => null, toError);
      if (failure === null) return;
      if (isRefusal(failure)) {
        throw new DatabaseSetupError(
          `${database} refuses the login: ${failure.message}. Check DATABASE_URL.`,
          [],
          { cause: failure },
        );
      }
      const now = performance.now();
      if (now >= giveUpAt) {
        throw new DatabaseSetupError(
          `${database} has not answered for a minute: ${failure.message}. Check that it runs, and DATABASE_URL.`,
          [],
          { cause: failure },
        );
      }
      if (now >= reportAt) {
        onWaiting({ database, reason: failure.message });
        reportAt = now + REPORT_EVERY_MS;
      }
      await pause(RETRY_MS, signal);
    }
  } finally {
    await connection.close();
  }
}

/** Server and database, for people; never user or password. */
function describePlace(url: string): string {
  const parsed = URL.parse(url);
  if (parsed === null) return 'the database';
  const host = parsed.searchParams.get('host') ?? parsed.hostname;
  return `${host}:${parsed.port || 5432}${parsed.pathname}`;
}

/** Class 28: the login; 3D000: no such database; 42501: may not connect; SASL: a password was asked for, none given. */
function isRefusal(error: Error): boolean {
  const code = toDatabaseError(error)?.code ?? '';
  return code.startsWith('28') || code === '3D000' || code === '42501' || error.message.startsWith('SASL');
}

function toError(thrown: unknown): Error {
  // A name with several addresses fails with one error for each, under one without a message.
  if (thrown instanceof AggregateError && thrown.errors[0] instanceof Error) return thrown.errors[0];
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, ms);
  signal.addEventListener('abort', () => resolve(), { once: true });
  return promise.finally(() => clearTimeout(timer));
}
