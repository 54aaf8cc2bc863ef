import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';
import { DatabaseSetupError } from './setup-error.ts';
import { isTransactionConflict, toDatabaseError } from './sql-errors.ts';

/** How long a migration waits for locks that others hold. */
export interface LockPatience {
  /**
   * A statement that waits for a lock longer than this is given up, in milliseconds: whatever else wants that table stands
   * in line behind it, readers too. Default 2,000.
   */
  timeoutMs: number;
  /** Between two tries, in milliseconds; those who stood in line are served meanwhile. Default 2,000. */
  pauseMs: number;
  /** Default 15: a minute in all. */
  triesMax: number;
}

/** A session that stands in the way. Times are null where the login may not see them. */
export interface LockHolder {
  pid: number;
  login: string | null;
  application: string | null;
  /** Such as `idle in transaction`. */
  state: string | null;
  transactionStart: Date | null;
  queryStart: Date | null;
}

/** What the tries stand on. */
export interface LockContext {
  /** Who looks for the sessions in the way: the owner sees most of them. */
  ownerUrl: string;
  /** Server processes of the sessions that may wait; each gives a wait up after the patience's `timeoutMs`. */
  waiters(): readonly number[];
  patience?: Partial<LockPatience> | undefined;
  /** Told of each try that failed, and of who stood in the way. */
  onWaiting(fields: { try: number; triesMax: number; holders: LockHolder[] }): void;
}

/** What is taken where nothing is said. */
export const LOCK_PATIENCE_DEFAULT: LockPatience = { timeoutMs: 2_000, pauseMs: 2_000, triesMax: 15 };
/** What the log says of each try that failed. */
export const WAITING_FOR_LOCK = 'the migration waits for a lock that others hold';
const LOCK_NOT_AVAILABLE = '55P03';
const LOOKS_PER_TIMEOUT = 4;
const CONNECT_TIMEOUT_MS = 10_000;

/**
 * Runs `work`, whose sessions limit their waits for locks, and again when one of them met such a limit.
 *
 * @param work may be repeated from its beginning.
 * @throws DatabaseSetupError after the last try, naming the sessions that hold the lock and how to end them.
 */
export async function withLockPatience(context: LockContext, work: () => Promise<void>): Promise<void> {
  const { timeoutMs, pauseMs, triesMax } = { ...LOCK_PATIENCE_DEFAULT, ...context.patience };
  await using watch = await watchHolders(context, timeoutMs / LOOKS_PER_TIMEOUT);
  for (let tries = 1; ; tries += 1) {
    try {
      await work();
      return;
    } catch (error) {
      if (!isInTheWay(error)) throw error;
      const holders = watch.take();
      if (tries === triesMax) throw lockedOut(holders, { tries, cause: error });
      context.onWaiting({ try: tries, triesMax, holders });
    }
    await delay(pauseMs);
  }
}

/** A lock that did not come, or a deadlock with somebody at work: both pass when the others are done. */
function isInTheWay(error: unknown): boolean {
  return toDatabaseError(error)?.code === LOCK_NOT_AVAILABLE || isTransactionConflict(error);
}

interface HolderWatch extends AsyncDisposable {
  /** Those who blocked a session when one was last seen waiting, since the last call. */
  take(): LockHolder[];
}

/** Looks from a second connection, since the one that waits cannot: afterwards nobody knows any more who it waited for. */
async function watchHolders({ ownerUrl, waiters }: LockContext, everyMs: number): Promise<HolderWatch> {
  const client = new Client({
    connectionString: ownerUrl,
    application_name: 'rota migrate watch',
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
  });
  client.on('error', () => {
    // Then nobody is named; the migration itself does not depend on it.
  });
  let seen: LockHolder[] = [];
  await client.connect().catch(() => undefined);
  let looking = Promise.resolve();
  const timer = setInterval(() => {
    looking = findHolders(client, waiters()).then(
      (holders) => {
        if (holders.length > 0) seen = holders;
      },
      () => undefined,
    );
  }, everyMs);
  return {
    take() {
      const taken = seen;
      seen = [];
      return taken;
    },
    async [Symbol.asyncDispose]() {
      clearInterval(timer);
      await looking;
      await client.end();
    },
  };
}

async function findHolders(client: Client, waiters: readonly number[]): Promise<LockHolder[]> {
  const { rows } = await client.query<LockHolder>(
    `SELECT pid, usename::text AS login, application_name AS application, state,
            xact_start AS "transactionStart", query_start AS "queryStart"
     FROM pg_stat_activity
     WHERE pid IN (SELECT unnest(pg_blocking_pids(waiter)) FROM unnest($1::int[]) AS waiter) ORDER BY xact_start`,
    [waiters],
  );
  return rows;
}

function lockedOut(
  holders: readonly LockHolder[],
  { tries, cause }: { tries: number; cause: unknown },
): DatabaseSetupError {
  const unknown =
    'Look for old transactions: SELECT pid, xact_start, query FROM pg_stat_activity ORDER BY 2;';
  return new DatabaseSetupError(
    `The migration needs a lock that other sessions hold, and did not get it in ${tries} tries. Nothing is left half done. ` +
      'Wait until their transactions end, or end them, and start it again:',
    holders.length === 0 ? [unknown] : holders.map(describeHolder),
    { cause },
  );
}

function describeHolder(holder: LockHolder): string {
  const details = [
    holder.application,
    holder.login === null ? null : `as ${holder.login}`,
    holder.state,
    holder.transactionStart === null ? null : `transaction since ${holder.transactionStart.toISOString()}`,
    holder.queryStart === null ? null : `last statement began ${holder.queryStart.toISOString()}`,
  ];
  return `SELECT pg_terminate_backend(${holder.pid});  -- ${details.filter(Boolean).join(', ')}`;
}
