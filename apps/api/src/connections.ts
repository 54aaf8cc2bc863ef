import {
  createDatabase,
  createListener,
  databaseUrls,
  type DatabaseConnection,
  type DatabaseOptions,
  type DatabaseUrls,
  type Listener,
  type ListenerOptions,
} from '@rota/db';
import type { ProcessEnv } from './env.ts';
import type { OutageLog } from './process/outage-log.ts';

/** The roles that processes log in as; the owner is for migrations. */
type Login = 'app' | 'engine';

/** Opens what a process needs of the database, and closes it with the process. */
export type Connections = {
  /** A pool of its own, so that nobody waits behind others' work. */
  open(login: Login, options: Omit<DatabaseOptions, 'url' | 'onError'>): DatabaseConnection;
  /** A connection that listens. */
  listen(login: Login, options: Omit<ListenerOptions, 'url' | 'onError'>): Listener;
};

/** The three logins: those of the configuration, the others made from the owner's. */
export function toDatabaseUrls(env: ProcessEnv): DatabaseUrls {
  return databaseUrls(env.databaseUrl, {
    ...(env.databaseAppUrl !== null && { appUrl: env.databaseAppUrl }),
    ...(env.databaseEngineUrl !== null && { engineUrl: env.databaseEngineUrl }),
  });
}

/** @param closers gets what closes each connection */
export function createConnections(
  urls: DatabaseUrls,
  { outage, closers }: { outage: OutageLog; closers: AsyncDisposableStack },
): Connections {
  const report = (connection: string | undefined) => (error: Error) =>
    outage.logger.warn({ err: error, connection }, 'a database connection broke');

  return {
    open(login, options) {
      const onError = report(options.applicationName);
      const connection = createDatabase({ ...options, url: urls[login], onError });
      connection.pool.on('connect', () => outage.answered());
      closers.defer(() => connection.close());
      return connection;
    },
    listen(login, options) {
      const onError = report(options.applicationName);
      const onReconnect = (): void => {
        outage.answered();
        options.onReconnect?.();
      };
      const listener = createListener({ ...options, url: urls[login], onError, onReconnect });
      closers.defer(() => listener.close());
      return listener;
    },
  };
}
