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
  owner: Client;
  ownerUrl: string;
  patience?: Partial<LockPatience> | undefined;
  /** Told of each try that failed, and of who stood in the way. */
  onWaiting(fields: { try: number; triesMax: number; holders: LockHolder[] }): void;
}

const DEFAULTS: LockPatience = { timeoutMs: 2_000, pauseMs: 2_000, triesMax: 15 };
const LOCK_NOT_AVAILABLE = '55P03';
const LOOKS_PER_TIMEOUT = 4;
const CONNECT_TIMEOUT_MS = 10_000;

/**
 * Runs `work` on the owner's connection with a limit on waits for locks, and again when it met one.
 *
 * @param work may be repeated from its beginning.
 * @throws DatabaseSetupError after the last try, naming the sessions that hold the lock and how to end them.
 */
export async function withLockPatience(context: LockContext, work: () => Promise<void>): Promise<void> {
  const { timeoutMs, pauseMs, triesMax } = { ...DEFAULTS, ...context.patience };
  const { rows } = await context.owner.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  await context.owner.query(`SET lock_timeout = ${timeoutMs}`);
  await using watch = await watchHolders({
    url: context.ownerUrl,
    pid: rows[0]?.pid ?? 0,
    everyMs: timeoutMs / LOOKS_PER_TIMEOUT,
  });
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
  /** Those who blocked the session when it was last seen waiting, since the last call. */
  take(): LockHolder[];
}

/** Looks from a second connection, since the one that waits cannot: afterwards nobody knows any more who it waited for. */
async function watchHolders({
  url,
  pid,
  everyMs,
}: {
  url: string;
  pid: number;
  everyMs: number;
}): Promise<HolderWatch> {
  const client = new Client({
    connectionString: url,
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
    looking = findHolders(client, pid).then(
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

async function findHolders(client: Client, pid: number): Promise<LockHolder[]> {
  const { rows } = await client.query<LockHolder>(
    `SELECT pid, usename::text AS login, application_name AS application, state,
            xact_start AS "transactionStart", query_start AS "queryStart"
     FROM pg_stat_activity WHERE pid = ANY (pg_blocking_pids($1)) ORDER BY xact_start`,
    [pid],
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
    `The migration needs a lock that other sessions hold, and did not get it in ${tries} tries. Nothing was changed. ` +
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
