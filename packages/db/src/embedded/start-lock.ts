import { once } from 'node:events';
// oxlint-disable-next-line no-restricted-imports -- connects to this machine's own lock only
import { connect, createServer, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { DatabaseSetupError } from '../setup-error.ts';

const WAIT_MS = 180_000;
const RETRY_MS = 20;

/** Which lock, and until when somebody waits for it. */
export interface StartLock {
  name: string;
  /** Ends the wait; what has the lock is not interrupted by it. */
  signal?: AbortSignal | undefined;
}

/**
 * Runs `work` while no other process on this machine runs one under the same name. The lock is an abstract Unix socket:
 * the kernel grants it to one, and takes it back when that process ends, however it ends, so there are no stale locks.
 *
 * @throws DatabaseSetupError when another process holds it for three minutes; the signal's reason when it was aborted.
 */
export async function withStartLock<T>({ name, signal }: StartLock, work: () => Promise<T>): Promise<T> {
  const giveUpAt = performance.now() + WAIT_MS;
  for (;;) {
    signal?.throwIfAborted();
    const release = await tryLock(`\0${name}`);
    if (release !== null) {
      try {
        return await work();
      } finally {
        release();
      }
    }
    if (performance.now() > giveUpAt) {
      throw new DatabaseSetupError(
        'Another process has been starting the embedded PostgreSQL for three minutes',
      );
    }
    await released(`\0${name}`, signal);
    await delay(RETRY_MS);
  }
}

async function tryLock(path: string): Promise<(() => void) | null> {
  const waiting = new Set<Socket>();
  const server = createServer((socket) => {
    waiting.add(socket);
    socket.on('error', () => socket.destroy()).on('close', () => waiting.delete(socket));
  });
  server.listen(path);
  try {
    await once(server, 'listening');
  } catch {
    // Taken: the caller waits for its release.
    return null;
  }
  return () => {
    server.close();
    for (const socket of waiting) socket.destroy();
  };
}

/** Resolves when the holder lets go, or was gone already, or nobody waits any more. */
async function released(path: string, signal: AbortSignal | undefined): Promise<void> {
  const socket = connect({ path, ...(signal === undefined ? {} : { signal }) });
  socket.setTimeout(WAIT_MS, () => socket.destroy());
  socket.on('error', () => socket.destroy());
  await new Promise((resolve) => {
    socket.on('close', resolve);
  });
}
