import type { Principal } from './request-context.ts';

/** Says who makes a request. The one place that resolves credentials. */
export type Authenticator = {
  /**
   * @param authorization the header as it came
   * @throws AppError of kind `unauthenticated` for a credential that is missing, malformed, unknown, expired or revoked
   */
  authenticate(authorization: string | undefined): Promise<Principal>;
};
