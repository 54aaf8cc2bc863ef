import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';
import type { Logger } from 'pino';

/** What Hono carries along with a request. */
export type HonoEnv = {
  /** The sockets' side, as the Node adapter hands it in; absent where a test calls the app without a server. */
  Bindings: Partial<HttpBindings>;
  Variables: {
    requestId: string;
    /** Writes lines that carry `requestId`. */
    logger: Logger;
    /** What the request's log line says besides method, path, status and duration. */
    logFields: Record<string, unknown>;
  };
};

/** A request in Hono's hands. */
export type HttpContext = Context<HonoEnv>;
