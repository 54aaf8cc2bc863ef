import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';

import { getRequestListener } from '@hono/node-server';

import { malformedRequest } from './malformed-request.ts';

/** A server that listens. */
export type HttpServer = {
  /** The port it listens on; of interest where 0 was asked for. */
  port: number;
  /**
   * Takes no new connections and waits up to `graceMs` for the requests in hand; what is left then is cut off. Streams
   * and waiting reads end by the app's `closing` signal, which has to be aborted before.
   */
  close(graceMs: number): Promise<void>;
};

/** For a whole request with its body: a large upload over a slow line takes its time. Headers have Node's minute. */
const REQUEST_TIMEOUT_MS = 3_600_000;
/** Longer than the minute for which load balancers keep a connection: they, not we, have to be the first to let go. */
const KEEP_ALIVE_MS = 65_000;
/** While closing: how often connections that have become idle are let go. */
const IDLE_CHECK_MS = 50;

/** Listens. What is no request that HTTP knows is answered with a problem, too. Rejects when the port is taken. */
export async function startHttpServer({
  fetch,
  host,
  port,
}: {
  fetch(request: Request, bindings: object): Response | Promise<Response>;
  host: string;
  port: number;
}): Promise<HttpServer> {
  const listener = getRequestListener(fetch, {
    errorHandler: () => {
      const { status, headers, body } = malformedRequest(400);
      return new Response(body, { status, headers });
    },
  });
  const server = createServer(
    // A request without a host is refused by the listener, which says so in a problem.
    { requestTimeout: REQUEST_TIMEOUT_MS, keepAliveTimeout: KEEP_ALIVE_MS, requireHostHeader: false },
    (request, response) => void listener(request, response),
  );
  server.on('clientError', answerClientError);
  server.on('checkExpectation', answerExpectation);

  const listening = Promise.withResolvers<void>();
  server.once('error', listening.reject);
  server.listen({ host, port }, listening.resolve);
  await listening.promise;
  server.off('error', listening.reject);

  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server listens on no port');

  return {
    port: address.port,
    close: (graceMs) =>
      new Promise((resolve) => {
        const idle = setInterval(() => server.closeIdleConnections(), IDLE_CHECK_MS);
        const cut = setTimeout(() => server.closeAllConnections(), graceMs);
        server.close(() => {
          clearInterval(idle);
          clearTimeout(cut);
          resolve();
        });
      }),
  };
}

/** `Expect` with anything but `100-continue`, which Node answers by itself. */
function answerExpectation(_request: IncomingMessage, response: ServerResponse): void {
  const { status, headers, body } = malformedRequest(417);
  const contentLength = Buffer.byteLength(body);
  response.writeHead(status, { ...headers, 'Content-Length': contentLength, Connection: 'close' }).end(body);
}

/** Node's parser has given up: there is no request, and no response but what is written to the socket. */
function answerClientError(error: Error & { code?: string }, socket: Duplex): void {
  if (!socket.writable || error.code === 'ECONNRESET') {
    socket.destroy();
    return;
  }
  const status = CLIENT_ERROR_STATUSES[error.code ?? ''] ?? 400;
  const { statusText, headers, body } = malformedRequest(status);
  const lines = Object.entries({
    ...headers,
    'Content-Length': String(Buffer.byteLength(body)),
    Connection: 'close',
  });
  const head = lines.map(([name, value]) => `${name}: ${value}\r\n`).join('');
  socket.end(`HTTP/1.1 ${status} ${statusText}\r\n${head}\r\n${body}`);
}

const CLIENT_ERROR_STATUSES: Readonly<Record<string, 408 | 431>> = {
  HPE_HEADER_OVERFLOW: 431,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
};
