import type { Handler, OperationId, Operations } from '@rota/contracts/server';

import type { CredentialContext, PublicContext, RequestContext, SystemContext } from './request-context.ts';

/** What the binder hands to an operation, by its credential and its path. */
export type ContextOf<Op extends OperationId> = Operations[Op]['security'] extends readonly []
  ? PublicContext
  : Operations[Op]['security'] extends readonly ('operator' | 'worker')[]
    ? SystemContext
    : Operations[Op]['pathTemplate'] extends `${string}/orgs/{orgId}${string}`
      ? RequestContext
      : CredentialContext;

/**
 * The handlers of all operations, as the modules' routes make them. One that is missing or mistyped does not compile;
 * a surplus one does not compile in its module, whose routes return `HandlersOf<Tag, RequestContext>`.
 */
export type OperationHandlers = { readonly [Op in OperationId]: Handler<Op, ContextOf<Op>> };
