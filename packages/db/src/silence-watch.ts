import { EventEmitter } from 'node:events';
// oxlint-disable-next-line no-restricted-imports -- the driver connects it, to the database of the configuration
import { Socket } from 'node:net';
import { Client, type ClientConfig } from 'pg';

/** When a connection counts as silent: a statement is in hand, and nothing came back for this long. */
const SILENCE_MS = 8_000;
const LOOKS_PER_SILENCE = 8;
/** With the silence and a look: a connection whose other end vanished without a word is given up within 15 s. */
const PROBE_MS = 5_000;

/**
 * A client of the driver for pools, which gives up connections that lead nowhere any more: a statement that was sent into
 * the void would otherwise wait for the kernel's retransmissions, a quarter of an hour. A statement may run for as long as
 * it likes: when one is silent for `silenceMs`, the server is asked on another connection whether it works on it.
 */
export function silenceWatchingClient(silenceMs: number = SILENCE_MS): typeof Client {
  return class SilenceWatchingClient extends Client {
    constructor(config?: string | ClientConfig) {
      const given: ClientConfig = typeof config === 'string' ? { connectionString: config } : { ...config };
      const socket = new Socket();
      super({ ...given, stream: () => socket });
      // A login that the driver itself gives up, without a password, would stay open until the server tires of it, a minute
      // in which no database of that server can be dropped.
      const connection: unknown = Reflect.get(this, 'connection');
      if (connection instanceof EventEmitter) connection.once('error', () => socket.destroy());
      // The driver knows whether it waits, and its process at the server, and its types do not say so.
      watchSilence(socket, {
        silenceMs,
        isInHand: () => Reflect.get(this, 'readyForQuery') === false,
        isAtWork: () => askWhetherAtWork(given, Number(Reflect.get(this, 'processID'))),
      });
    }
  };
}

/** Destroys the socket when a statement is in hand, nothing came back for long, and nobody is at work on it. */
function watchSilence(
  socket: Socket,
  {
    silenceMs,
    isInHand,
    isAtWork,
  }: {
    silenceMs: number;
    isInHand(): boolean;
    isAtWork(): Promise<boolean>;
  },
): void {
  let readBytes = 0;
  /** Null: no statement is in hand. */
  let silentSince: number | null = null;
  let isAsking = false;

  async function look(): Promise<void> {
    if (!isInHand()) silentSince = null;
    else if (silentSince === null || socket.bytesRead !== readBytes) silentSince = performance.now();
    readBytes = socket.bytesRead;
    if (isAsking || silentSince === null || performance.now() - silentSince < silenceMs) return;
    const askedFor = silentSince;
    isAsking = true;
    const goesOn = await isAtWork();
    isAsking = false;
    // Something came meanwhile.
    if (silentSince !== askedFor || !isInHand() || socket.bytesRead !== readBytes) return;
    if (goesOn) silentSince = performance.now();
    else socket.destroy(new DatabaseSilentError());
  }

  socket.once('connect', () => {
    const timer = setInterval(() => void look(), silenceMs / LOOKS_PER_SILENCE).unref();
    socket.once('close', () => clearInterval(timer));
  });
}

/** The other end of a connection vanished without a word. */
class DatabaseSilentError extends Error {
  override readonly name = 'DatabaseSilentError';
  /** As the kernel says it, a quarter of an hour later. */
  readonly code = 'ETIMEDOUT';

  constructor() {
    super('The database fell silent on a connection');
  }
}

/** Whether the server works on the statement of its process `pid`; `false` also when it does not answer at all. */
async function askWhetherAtWork(config: ClientConfig, pid: number): Promise<boolean> {
  const probe = new Client({
    ...config,
    application_name: 'rota probe',
    connectionTimeoutMillis: PROBE_MS,
    query_timeout: PROBE_MS,
  });
  probe.on('error', () => {
    // The query in hand gets the same error.
  });
  try {
    await probe.connect();
    const { rows } = await probe.query<{ state: string }>(
      'SELECT state FROM pg_stat_activity WHERE pid = $1',
      [pid],
    );
    return rows[0]?.state === 'active';
  } catch (error) {
    // A server without room for one more connection answers: nothing is known of the other.
    return error instanceof Error && Reflect.has(error, 'severity');
  } finally {
    await probe.end().catch(() => undefined);
  }
}
