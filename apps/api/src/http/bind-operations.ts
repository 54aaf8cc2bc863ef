import { operations, type Operation } from '@rota/contracts/server';
import type { Hono } from 'hono';

import { AppError } from '../errors/app-error.ts';
import type { Authenticator } from './authentication.ts';
import { noReplyCheck, strictReplyCheck } from './check-reply.ts';
import type { HttpContext, HttpEnv } from './http-env.ts';
import type { OperationHandlers } from './operation-handlers.ts';
import { resolveOrganisation } from './organisation-membership.ts';
import { readInput, type OperationInput } from './read-input.ts';
import type { Principal } from './principal.ts';
import type { PublicContext } from './request-context.ts';
import { writeReply, type OperationReplyValue, type StreamLife } from './write-reply.ts';

export type BindingDeps = {
  handlers: OperationHandlers;
  authenticator: Authenticator;
  checkReplies: boolean;
  /** Aborted at shutdown. */
  closing: AbortSignal;
};

/** What all handlers have in common once their types, which the compiler checked per operation, are laid aside. */
type BoundHandler = (
  input: OperationInput,
  context: PublicContext & Resolved,
) => Promise<OperationReplyValue>;

/**
 * Binds every operation of the contract to its handler. The table has concrete paths before templated ones, and Hono
 * takes the first that fits.
 *
 * A request goes: authenticate → organisation membership → read input → handler → reply.
 */
export function bindOperations(app: Hono<HttpEnv>, deps: BindingDeps): void {
  // In a loop the compiler cannot see that an operation and its handler belong together: the table's types say so.
  const handlers = deps.handlers as unknown as Readonly<Record<string, BoundHandler>>;
  for (const operation of Object.values<Operation>(operations)) {
    const handler = handlers[operation.operationId];
    if (handler === undefined) throw new Error(`${operation.operationId} has no handler`);
    app.on(operation.method, operation.honoPath, (c) => serve(c, operation, handler, deps));
  }
}

async function serve(
  c: HttpContext,
  operation: Operation,
  handler: BoundHandler,
  { authenticator, closing, checkReplies }: BindingDeps,
): Promise<Response> {
  c.var.logFields['operation'] = operation.operationId;
  const stopping = new AbortController();
  let signal: AbortSignal | undefined;
  const base: PublicContext = {
    requestId: c.var.requestId,
    logger: c.var.logger,
    // Made when it is asked for: few operations wait, and each signal hangs on to the process's.
    get signal() {
      signal ??= AbortSignal.any([c.req.raw.signal, closing, stopping.signal]);
      return signal;
    },
  };
  const life: StreamLife = {
    signal: () => base.signal,
    stop: () => stopping.abort(),
    isStillAuthorised: () => isStillAuthorised(c, operation, authenticator),
  };
  try {
    const context = Object.assign(base, await resolvePrincipal(c, operation, authenticator));
    const input = await readInput(c, operation);
    const reply = await handler(input, context);
    return writeReply(c, operation, reply, { check: checkReplies ? strictReplyCheck : noReplyCheck, life });
  } catch (error) {
    // What the handler hung on the signal before it failed is let go.
    stopping.abort();
    throw error;
  }
}

type Resolved = { principal?: Principal; orgId?: string };

/** The one place where a request gets its principal and its organisation. */
async function resolvePrincipal(
  c: HttpContext,
  operation: Operation,
  authenticator: Authenticator,
): Promise<Resolved> {
  if (operation.security === 'none') return {};
  const principal = await authenticator.authenticate(c.req.header('Authorization'));
  c.var.logFields['principal'] = { kind: principal.kind, id: principal.id };
  const publicOrgId = c.req.param('orgId');
  if (publicOrgId === undefined) return { principal };
  const orgId = resolveOrganisation(principal, publicOrgId);
  c.var.logFields['orgId'] = orgId;
  return { principal, orgId };
}

/** Asked by streams while they last. Throws when there is no answer, because the database is away. */
async function isStillAuthorised(
  c: HttpContext,
  operation: Operation,
  authenticator: Authenticator,
): Promise<boolean> {
  try {
    await resolvePrincipal(c, operation, authenticator);
    return true;
  } catch (error) {
    if (error instanceof AppError) return false;
    throw error;
  }
}
