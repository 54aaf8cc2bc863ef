import { once } from 'node:events';
import { createServer } from 'node:net';

import { StartError } from './start-error.ts';

/**
 * @throws StartError when the port cannot be listened on, saying what to do. Asked before anything is started; the API
 *   process meets the rare case that somebody takes it in between.
 */
export async function requireFreePort({ host, port }: { host: string; port: number }): Promise<void> {
  const server = createServer();
  server.listen(port, host);
  try {
    await once(server, 'listening');
  } catch (error) {
    throw new StartError(describeListenError(error, { host, port }), { cause: error });
  }
  server.close();
  await once(server, 'close');
}

/** What to do about a failure to listen. */
export function describeListenError(error: unknown, { host, port }: { host: string; port: number }): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE') {
    return `Port ${port} is taken by another program (perhaps Rota runs already). End that one, or choose another port: PORT=${port + 1} npx -y pnpm@12 start`;
  }
  if (code === 'EACCES') return `This user may not listen on port ${port}: choose one from 1024 in PORT.`;
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
    return `HOST is ${host}, which is no address of this machine: give 127.0.0.1, or 0.0.0.0 for all of them.`;
  }
  return `Listening on ${host}:${port} failed: ${error instanceof Error ? error.message : String(error)}`;
}
