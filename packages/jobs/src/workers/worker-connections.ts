import {
  createDatabase,
  createListener,
  databaseUrls,
  type DatabaseConnection,
  type DatabaseOptions,
  type Listener,
  type ListenerOptions,
} from '@rota/db';

/** Opens what a worker needs of the database; what it opens the worker closes. */
export type WorkerConnections = {
  /** A pool, as the role of handlers (`app`) or the engine's. */
  open(login: 'app' | 'engine', options: Omit<DatabaseOptions, 'url' | 'onError'>): DatabaseConnection;
  /** A connection that listens. */
  listen(login: 'app' | 'engine', options: Omit<ListenerOptions, 'url' | 'onError'>): Listener;
};

/** Where the database is. */
export type WorkerDatabase = {
  /** As the owner of the tables: the other two are made from it. No connection is opened by it. */
  databaseUrl: string;
  /** The same database as `rota_app`. Default: made from `databaseUrl`. */
  databaseAppUrl?: string | undefined;
  /** The same database as `rota_engine`. Default: made from `databaseUrl`. */
  databaseEngineUrl?: string | undefined;
};

/**
 * Connections to where the database is.
 * @param onError told of connections that broke; they are replaced
 */
export function connectTo(
  { databaseUrl, databaseAppUrl, databaseEngineUrl }: WorkerDatabase,
  onError: (error: Error) => void,
): WorkerConnections {
  const urls = databaseUrls(databaseUrl, {
    ...(databaseAppUrl !== undefined && { appUrl: databaseAppUrl }),
    ...(databaseEngineUrl !== undefined && { engineUrl: databaseEngineUrl }),
  });
  return {
    open: (login, options) => createDatabase({ ...options, url: urls[login], onError }),
    listen: (login, options) => createListener({ ...options, url: urls[login], onError }),
  };
}
