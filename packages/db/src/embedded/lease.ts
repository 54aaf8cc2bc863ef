// oxlint-disable-next-line no-restricted-imports -- a connection to the server of this machine
import { Socket } from 'node:net';
import { Client } from 'pg';

/** By this name the programs that use a server know one another. */
const LEASE_NAME = 'rota embedded server in use';
const CONNECT_TIMEOUT_MS = 10_000;

/**
 * A program's mark that it uses a server: a connection that is open as long as it does. The last to give up its mark knows
 * that it is the last, and may end the server; that of a program that was killed goes by itself.
 */
export interface Lease {
  /** Resolves when the mark is gone without having been given up: the server was killed, or crashed, or cut it. */
  lost: Promise<void>;
  /** Gives the mark up; answers whether nobody else has one, as is also so when the server is gone. */
  release(): Promise<boolean>;
}

/** Marks the server at `url` as in use. Does not keep the program from ending. */
export async function takeLease(url: string): Promise<Lease> {
  const socket = new Socket();
  const client = await connect(url, LEASE_NAME, socket);
  socket.unref();
  let isReleasing = false;
  const { promise: lost, resolve: lose } = Promise.withResolvers<void>();
  client.on('end', () => {
    if (!isReleasing) lose();
  });
  return {
    lost,
    async release() {
      isReleasing = true;
      // A connection that broke ends at once.
      await client.end().catch(() => undefined);
      return (await countLeases(url)) === 0;
    },
  };
}

async function countLeases(url: string): Promise<number> {
  let client: Client;
  try {
    client = await connect(url, 'rota embedded server check');
  } catch {
    // It does not answer: nobody uses it.
    return 0;
  }
  try {
    const { rows } = await client.query<{ count: number }>(
      'SELECT count(*)::int FROM pg_stat_activity WHERE application_name = $1',
      [LEASE_NAME],
    );
    return rows[0]?.count ?? 0;
  } finally {
    await client.end();
  }
}

async function connect(url: string, applicationName: string, socket = new Socket()): Promise<Client> {
  const client = new Client({
    connectionString: url,
    stream: () => socket,
    application_name: applicationName,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
  });
  client.on('error', () => {
    // The server went down, or cut it: the mark is gone, and there is nothing else to do.
  });
  await client.connect();
  return client;
}
