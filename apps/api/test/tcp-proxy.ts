import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** Stands between the program and its database, and can do to the way what networks do. */
export type TcpProxy = AsyncDisposable & {
  /** The same database by way of this proxy. */
  through(url: string): string;
  /** Cuts all connections; new ones are refused until `open`. */
  refuse(): Promise<void>;
  /** Nothing passes any more and nobody is told: neither end hears of the other. */
  swallow(): void;
  /** The same for the connections that there are now: new ones pass. */
  abandon(): void;
  /**
   * Nothing comes back any more on the connection that sends the first bytes for which `isLast` holds; those still pass.
   */
  loseAnswerTo(isLast: (sent: string) => boolean): void;
  /** Things pass again; what was swallowed is lost, and its connections with it. */
  open(): Promise<void>;
};

/** @param databaseUrl where connections go */
export async function startTcpProxy(databaseUrl: string): Promise<TcpProxy> {
  const target = new URL(databaseUrl);
  const sockets = new Set<Socket>();
  const abandoned = new WeakSet<Socket>();
  let isSwallowing = false;
  let isLast: (sent: string) => boolean = () => false;

  const server = createServer((inbound) => {
    const outbound = connect(Number(target.port), target.hostname);
    inbound.on('data', (bytes) => {
      if (isLast(bytes.toString('latin1'))) outbound.removeAllListeners('data').resume();
    });
    for (const [from, to] of [
      [inbound, outbound],
      [outbound, inbound],
    ] as const) {
      sockets.add(from);
      from.on('data', (bytes) => {
        if (!isSwallowing && !abandoned.has(from)) to.write(bytes);
      });
      from.on('close', () => {
        sockets.delete(from);
        if (!isSwallowing && !abandoned.has(from)) to.destroy();
      });
      from.on('error', () => undefined);
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;

  const cutAll = () => sockets.forEach((socket) => socket.destroy());
  const stopListening = async () => {
    if (!server.listening) return;
    const closed = once(server, 'close');
    server.close();
    cutAll();
    await closed;
  };

  return {
    through(url) {
      const changed = new URL(url);
      changed.hostname = '127.0.0.1';
      changed.port = String(port);
      return changed.href;
    },
    refuse: stopListening,
    swallow() {
      isSwallowing = true;
    },
    abandon() {
      for (const socket of sockets) abandoned.add(socket);
    },
    loseAnswerTo(condition) {
      isLast = condition;
    },
    async open() {
      cutAll();
      isSwallowing = false;
      if (server.listening) return;
      server.listen(port, '127.0.0.1');
      await once(server, 'listening');
    },
    [Symbol.asyncDispose]: stopListening,
  };
}
