import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** A TCP proxy on the loopback interface that can fall silent, as a cable that is pulled: open, and nothing passes. */
export interface SilentProxy {
  /** `url` with the proxy's address in place of the server's. */
  url: string;
  /** Connections that are open now pass nothing from here on; new ones do. */
  fallSilent(): void;
  /** New connections are not taken from here on. */
  refuse(): void;
  close(): void;
}

/** Puts a {@link SilentProxy} in front of the server of a database URL. */
export async function createSilentProxy(url: string): Promise<SilentProxy> {
  const target = new URL(url);
  const { port, hostname } = target;
  const sockets = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(Number(port), hostname);
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from);
      from.pipe(to);
      from.on('error', () => to.destroy()).on('close', () => to.destroy());
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (typeof address === 'object' && address !== null) target.port = String(address.port);
  return {
    url: target.href,
    fallSilent: () => {
      for (const socket of sockets) socket.unpipe().pause();
    },
    refuse: () => void server.close(),
    close: () => {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}
