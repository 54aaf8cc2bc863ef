import { setTimeout as delay } from 'node:timers/promises';
import { Client, escapeIdentifier } from 'pg';

/** What to listen to, and who is told. */
export interface ListenerOptions {
  /** A direct connection: LISTEN does not pass a transaction pooler. */
  url: string;
  channels: readonly string[];
  onNotification: (channel: string, payload: string) => void;
  /** Listening again after a break. What was sent meanwhile is lost: read the tables again. */
  onReconnect?: () => void;
  /** Each lost connection and each failed try to get a new one; the listener goes on by itself. */
  onError: (error: Error) => void;
  /** How often the connection is tried while nothing arrives, in milliseconds. Default 5,000. */
  heartbeatMs?: number;
  /** Shown in `pg_stat_activity`. Default `rota listen`. */
  applicationName?: string;
}

/** A listener at work. */
export interface Listener {
  /** Resolves when the first connection listens; rejects only when the listener is closed before that. */
  ready: Promise<void>;
  /** Stops listening; nothing is delivered afterwards. May be called again. */
  close(): Promise<void>;
}

const CONNECT_TIMEOUT_MS = 5000;
// With the heartbeat: a connection whose other end vanished without a word is noticed within 10 s.
const ANSWER_MS = 5000;
const BACKOFF_MIN_MS = 100;
const BACKOFF_MAX_MS = 2000;

/**
 * Receives NOTIFY on a connection of its own, for as long as it is not closed: a connection that breaks, or falls silent,
 * is replaced, at first after 0.1 s and at most every 2 s.
 */
export function createListener(options: ListenerOptions): Listener {
  const closing = new AbortController();
  const ready = Promise.withResolvers<void>();
  // Nobody has to wait for it.
  ready.promise.catch(() => undefined);
  const ended = listen({ options, signal: closing.signal, onFirst: ready.resolve });
  return {
    ready: ready.promise,
    close: async () => {
      closing.abort();
      await ended;
      ready.reject(new Error('The listener was closed before it listened'));
    },
  };
}

interface Run {
  options: ListenerOptions;
  signal: AbortSignal;
  onFirst: () => void;
}

async function listen({ options, signal, onFirst }: Run): Promise<void> {
  let sessions = 0;
  let backoffMs = BACKOFF_MIN_MS;
  const onListening = () => {
    backoffMs = BACKOFF_MIN_MS;
    sessions += 1;
    if (sessions === 1) onFirst();
    else options.onReconnect?.();
  };
  while (!signal.aborted) {
    try {
      await holdSession(options, { signal, onListening });
    } catch (error) {
      if (!signal.aborted) options.onError(toError(error));
    }
    // Half of it at random, so that the processes of a deployment do not come back in step.
    await pause(backoffMs * (0.5 + Math.random() / 2), signal);
    backoffMs = Math.min(backoffMs * 2, BACKOFF_MAX_MS);
  }
}

/** One connection, from opening to its end; throws what ended it. */
async function holdSession(
  options: ListenerOptions,
  { signal, onListening }: { signal: AbortSignal; onListening: () => void },
): Promise<void> {
  const client = new Client({
    connectionString: options.url,
    application_name: options.applicationName ?? 'rota listen',
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    keepAlive: true,
  });
  const lost = Promise.withResolvers<never>();
  // It may also break after this function has stopped looking.
  lost.promise.catch(() => undefined);
  client.on('error', lost.reject);
  client.on('end', () => lost.reject(new Error('The connection of the listener ended')));
  client.on('notification', ({ channel, payload }) => {
    if (!signal.aborted) deliver(options, { channel, payload: payload ?? '' });
  });
  const ask = (statement: string) => Promise.race([client.query(statement), lost.promise, silence(signal)]);
  try {
    await client.connect();
    for (const channel of options.channels) await ask(`LISTEN ${escapeIdentifier(channel)}`);
    onListening();
    while (!signal.aborted) {
      await Promise.race([pause(options.heartbeatMs ?? 5000, signal), lost.promise]);
      if (!signal.aborted) await ask('SELECT 1');
    }
  } finally {
    // With a statement still unanswered this cuts the connection instead of saying goodbye to nobody.
    await Promise.race([client.end(), lost.promise]).catch(() => undefined);
  }
}

function deliver(options: ListenerOptions, { channel, payload }: { channel: string; payload: string }): void {
  try {
    options.onNotification(channel, payload);
  } catch (error) {
    options.onError(toError(error));
  }
}

async function silence(signal: AbortSignal): Promise<never> {
  await pause(ANSWER_MS, signal);
  throw new Error('The database fell silent on the listener');
}

/** Waits; ends early, without an error, when the listener is closed. */
async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await delay(ms, undefined, { signal }).catch(() => undefined);
}

function toError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
