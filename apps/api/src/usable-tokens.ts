import type { Logger } from 'pino';

import type { Env } from './env.ts';
import type { SystemTokens } from './http/system-tokens.ts';
import { isStrongToken, STRONG_TOKEN } from './token-strength.ts';

/** The tokens that open something. In production a weak one of the host that calls workers does not; the log says so. */
export function usableTokens(
  { operatorToken, workerSecretToken, nodeEnv }: Pick<Env, 'operatorToken' | 'workerSecretToken' | 'nodeEnv'>,
  logger: Pick<Logger, 'warn'>,
): SystemTokens {
  const isWeak = workerSecretToken !== null && nodeEnv === 'production' && !isStrongToken(workerSecretToken);
  if (isWeak) {
    logger.warn(
      { variable: 'WORKER_SECRET_TOKEN', wanted: STRONG_TOKEN },
      'the token for calling workers is too weak for production, and opens nothing',
    );
  }
  return { operator: operatorToken, worker: isWeak ? null : workerSecretToken };
}
