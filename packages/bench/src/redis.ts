import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

import { findFreePort } from './free-port.ts';

/** A server of our own. */
export type RedisServer = { port: number; stop(): Promise<void> };

/** Starts the machine's Redis on loopback, without persistence; null where there is none. */
export async function startRedis(): Promise<RedisServer | null> {
  const port = await findFreePort();
  const server = spawn(
    'redis-server',
    ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const isThere = await new Promise<boolean>((resolve) => {
    server.once('error', () => resolve(false));
    createInterface(server.stdout).on('line', (line) => {
      if (line.includes('Ready to accept connections')) resolve(true);
    });
  });
  if (!isThere) return null;
  return {
    port,
    async stop() {
      const exited = once(server, 'exit');
      server.kill();
      await exited;
    },
  };
}
