import { once } from 'node:events';
import { createServer } from 'node:net';

import { describeListenError } from '../process/describe-listen-error.ts';
import { StartError } from '../process/start-error.ts';

/**
 * Listens on a port for a moment.
 *
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
