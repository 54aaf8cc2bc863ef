import { operations } from '@rota/contracts/server';
import { Hono } from 'hono';
import type { Logger } from 'pino';

import { notFound } from './errors/not-found.ts';
import { serveApiReference } from './http/api-reference.ts';
import type { Authenticator } from './http/authentication.ts';
import { bindOperations } from './http/bind-operations.ts';
import { serveConsole } from './http/console-files.ts';
import type { HonoEnv } from './http/hono-env.ts';
import type { AnswerKeeper } from './http/idempotency.ts';
import type { OperationHandlers } from './http/operation-handlers.ts';
import { createMethodsOfPath } from './http/methods-of-path.ts';
import { methodNotAllowedReply, problemReply } from './http/problem.ts';
import { requestId } from './http/request-id.ts';
import { requestLog } from './http/request-log.ts';
import { securityHeaders } from './http/security-headers.ts';
import { createStreamLimit } from './http/stream-limit.ts';

/** What answers requests, and how it is told to stop. */
export type AppDeps = {
  /** The merged routes of all modules: `{ ...createJobsRoutes(…), ...createFilesRoutes(…), … }`. */
  handlers: OperationHandlers;
  authenticator: Authenticator;
  /** Keeps the answers of requests with an `Idempotency-Key`. */
  answerKeeper: AnswerKeeper;
  logger: Logger;
  /** Whether replies are validated against the contract: on in tests and development, off in production. */
  checkReplies: boolean;
  /** Aborted at shutdown: ends event streams and waiting reads, so that the server can close. */
  closing: AbortSignal;
  /** The built console. Left out: this process serves the API alone. */
  console?: { dir: string } | undefined;
};

/** The HTTP program: the API by the operation table, its reference, and the console. Serve its `fetch`. */
export function createApp(deps: AppDeps): Hono<HonoEnv> {
  const app = new Hono<HonoEnv>();
  const methodsOf = createMethodsOfPath(Object.values(operations));

  app.use(requestId(deps.logger), requestLog(), securityHeaders());
  app.onError((error, c) => problemReply(error, c));
  app.notFound((c) => {
    const methods = methodsOf(c.req.path);
    return methods.length > 0 ? methodNotAllowedReply(c, methods) : problemReply(notFound('path'), c);
  });
  bindOperations(app, { ...deps, streamLimit: createStreamLimit() });
  serveApiReference(app);
  if (deps.console !== undefined) serveConsole(app, deps.console);
  return app;
}
