import type { Transaction } from '@rota/db';
import type { Logger } from 'pino';

import type { Principal, SystemPrincipal } from './principal.ts';

/** What every operation has in hand, also those that need no credential. */
export type PublicContext = {
  requestId: string;
  /** Writes lines that carry `requestId`. */
  logger: Logger;
  /** Aborted when the client has left, its credential is no longer good, or the process shuts down: stop waiting. */
  signal: AbortSignal;
};

/** What an operation with a credential has in hand. */
export type CredentialContext = PublicContext & {
  principal: Principal;
};

/** What an operation on the installation has in hand: that its caller may is sure by then. */
export type SystemContext = PublicContext & {
  systemPrincipal: SystemPrincipal;
};

/**
 * What an operation below `/orgs/{orgId}` has in hand. It exists only once the principal was found to belong to the
 * organisation of the path: a handler needs no check of its own.
 */
export type RequestContext = CredentialContext & {
  /** The organisation of the path, a uuid: the first argument of every repository. */
  orgId: string;
  /**
   * Set for a request with an `Idempotency-Key`: what the request makes is made in this transaction of its organisation,
   * with which its answer is kept. Hand it to the service, and use no other connection meanwhile.
   */
  tx: Transaction | undefined;
};
