import { once } from 'node:events';

import { createAdaptorServer } from '@hono/node-server';

/** A server that listens. */
export type HttpServer = {
  /**
   * Takes no new connections and waits for the requests in hand, `graceMs` at most; then closes what is left.
   * Streams and waiting reads end by themselves, since the app is told of the shutdown.
   */
  close(graceMs: number): Promise<void>;
};

/** How often connections that have become idle are closed: keep-alive would hold them open. */
const CLOSE_IDLE_EVERY_MS = 50;

/**
 * Serves an app.
 * @throws the system's error (EADDRINUSE, …) when it cannot listen
 */
export async function startHttpServer({
  fetch,
  host,
  port,
}: {
  fetch: (request: Request) => Response | Promise<Response>;
  host: string;
  port: number;
}): Promise<HttpServer> {
  const server = createAdaptorServer({ fetch });
  if (!('closeIdleConnections' in server)) throw new TypeError('This server speaks plain HTTP/1.1 only');
  server.listen(port, host);
  await once(server, 'listening');

  return {
    async close(graceMs) {
      const closed = once(server, 'close');
      server.close();
      const idle = setInterval(() => server.closeIdleConnections(), CLOSE_IDLE_EVERY_MS);
      const impatient = setTimeout(() => server.closeAllConnections(), graceMs);
      await closed;
      clearInterval(idle);
      clearTimeout(impatient);
    },
  };
}
