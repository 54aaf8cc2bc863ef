import { Hono } from 'hono';
import type { Logger } from 'pino';

import type { Authenticator } from './http/authentication.ts';
import type { OperationHandlers } from './http/operation-handlers.ts';

export type AppDeps = {
  /** The merged routes of all modules: `{ ...createJobsRoutes(…), ...createFilesRoutes(…), … }`. */
  handlers: OperationHandlers;
  authenticator: Authenticator;
  logger: Logger;
  /** Whether replies are validated against the contract: on in tests and development, off in production. */
  checkReplies: boolean;
  /** Aborted at shutdown: ends event streams and waiting reads, so that the server can close. */
  closing: AbortSignal;
  /** The built console. Left out: this process serves the API alone. */
  console?: { dir: string } | undefined;
};

/** The HTTP program: the API by the operation table, its reference, and the console. Serve its `fetch`. */
export function createApp(_deps: AppDeps): Hono {
  return new Hono();
}
