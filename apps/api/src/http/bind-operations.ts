import { operations, type Operation } from '@rota/contracts/server';
import { encodeId, type Transaction } from '@rota/db';
import type { Hono } from 'hono';

import { AppError } from '../errors/app-error.ts';
import type { Authenticator } from './authentication.ts';
import { noReplyCheck, strictReplyCheck, type ReplyCheck } from './check-reply.ts';
import type { HttpContext, HonoEnv } from './hono-env.ts';
import { answerKeyed, readKeyedRequest, type AnswerKeeper, type KeyedRequest } from './idempotency.ts';
import type { OperationHandlers } from './operation-handlers.ts';
import { resolveOrganisation } from './organisation-membership.ts';
import type { Principal, SystemPrincipal } from './principal.ts';
import { readInput, type OperationInput } from './read-input.ts';
import type { PublicContext } from './request-context.ts';
import type { StreamLimit } from './stream-limit.ts';
import { writeReply, type OperationReplyValue, type StreamLife } from './write-reply.ts';

/** What operations are bound to. */
export type BindingDeps = {
  handlers: OperationHandlers;
  authenticator: Authenticator;
  streamLimit: StreamLimit;
  answerKeeper: AnswerKeeper;
  /** Whether replies are validated against the contract. */
  checkReplies: boolean;
  /** Aborted at shutdown. */
  closing: AbortSignal;
};

/** What all handlers have in common once their types, which the compiler checked per operation, are laid aside. */
type BoundHandler = (
  input: OperationInput,
  context: PublicContext & Resolved,
) => Promise<OperationReplyValue>;

/** One operation with all that serving it takes. */
type Binding = Pick<BindingDeps, 'authenticator' | 'streamLimit' | 'answerKeeper' | 'closing'> & {
  operation: Operation;
  isStream: boolean;
  handler: BoundHandler;
  check: ReplyCheck;
};

/**
 * Binds every operation of the contract to its handler. The table has concrete paths before templated ones, and Hono
 * takes the first that fits.
 *
 * A request goes: authenticate → organisation membership → read input → (answer of its idempotency key →) handler →
 * reply.
 */
export function bindOperations(app: Hono<HonoEnv>, deps: BindingDeps): void {
  // In a loop the compiler cannot see that an operation and its handler belong together: the table's types say so.
  const handlers = deps.handlers as unknown as Readonly<Record<string, BoundHandler>>;
  const check = deps.checkReplies ? strictReplyCheck : noReplyCheck;
  for (const operation of Object.values<Operation>(operations)) {
    const handler = handlers[operation.operationId];
    if (handler === undefined) throw new Error(`${operation.operationId} has no handler`);
    const binding = { ...deps, operation, isStream: isStream(operation), handler, check };
    app.on(operation.method, operation.honoPath, (c) => serve(c, binding));
  }
}

async function serve(c: HttpContext, binding: Binding): Promise<Response> {
  const { operation, check, streamLimit } = binding;
  c.var.logFields['operation'] = operation.operationId;
  const stopping = new AbortController();
  const base = createPublicContext(c, [binding.closing, stopping.signal]);
  const life: StreamLife = {
    signal: () => base.signal,
    stop: () => stopping.abort(),
    isStillAuthorised: () => isStillAuthorised(c, binding),
  };
  try {
    const resolved = await resolvePrincipal(c, binding);
    const context = Object.assign(base, resolved);
    const { input, keyed } = await readRequest(c, { operation, ...resolved });
    if (binding.isStream && resolved.principal !== undefined) {
      streamLimit.take(resolved.principal, stopping.signal);
    }
    const reply = await answer(binding, { input, context, keyed });
    return writeReply(c, { reply, operation, check, life });
  } catch (error) {
    // What the handler hung on the signal before it failed is let go.
    stopping.abort();
    throw error;
  }
}

/** Reads the request, and what makes it the same as one before; the bytes of its body are let go after that. */
async function readRequest(
  c: HttpContext,
  { operation, ...caller }: Resolved & { operation: Operation },
): Promise<{ input: OperationInput; keyed: KeyedRequest | undefined }> {
  const { input, bodyBytes } = await readInput(c, operation);
  return { input, keyed: readKeyedRequest(c, { operation, ...caller, bodyBytes }) };
}

function answer(
  { handler, answerKeeper }: Binding,
  {
    input,
    context,
    keyed,
  }: { input: OperationInput; context: PublicContext & Resolved; keyed: KeyedRequest | undefined },
): Promise<OperationReplyValue> {
  if (keyed === undefined) return handler(input, context);
  return answerKeyed(keyed, {
    answerKeeper,
    work: (tx) => handler(input, Object.assign(context, { tx })),
  });
}

function createPublicContext(c: HttpContext, ends: AbortSignal[]): PublicContext {
  let signal: AbortSignal | undefined;
  return {
    requestId: c.var.requestId,
    logger: c.var.logger,
    // Made when it is asked for: few operations wait, and each signal hangs on to the process's.
    get signal() {
      signal ??= AbortSignal.any([c.req.raw.signal, ...ends]);
      return signal;
    },
  };
}

function isStream({ replies }: Operation): boolean {
  return Object.values(replies).some(({ kind }) => kind === 'events');
}

type Resolved = {
  principal?: Principal;
  systemPrincipal?: SystemPrincipal;
  orgId?: string;
  tx?: Transaction;
};

/** The one place where a request gets its principal and its organisation; its log line has both by their public ids. */
async function resolvePrincipal(
  c: HttpContext,
  { operation, authenticator }: Pick<Binding, 'operation' | 'authenticator'>,
): Promise<Resolved> {
  if (operation.security.length === 0) return {};
  const authorization = c.req.header('Authorization');
  const allowed = operation.security.filter((kind) => kind !== 'key');
  if (allowed.length > 0) {
    const systemPrincipal = await authenticator.authenticateSystem(authorization, allowed);
    c.var.logFields['principal'] = systemPrincipal.kind;
    return { systemPrincipal };
  }
  const principal = await authenticator.authenticate(authorization);
  c.var.logFields['principal'] = encodeId(principal.kind, principal.id);
  const publicOrgId = c.req.param('orgId');
  if (publicOrgId === undefined) return { principal };
  const orgId = resolveOrganisation(principal, publicOrgId);
  c.var.logFields['orgId'] = publicOrgId;
  return { principal, orgId };
}

/** Asked by streams while they last. Throws when there is no answer, because the database is away. */
async function isStillAuthorised(
  c: HttpContext,
  binding: Pick<Binding, 'operation' | 'authenticator'>,
): Promise<boolean> {
  try {
    await resolvePrincipal(c, binding);
    return true;
  } catch (error) {
    if (error instanceof AppError) return false;
    throw error;
  }
}
