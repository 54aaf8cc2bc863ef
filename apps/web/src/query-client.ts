import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { toFailure } from './components/failure.ts';
import type { Session } from './session.ts';

const retriesMax = 3;
const freshMs = 2_000;

/**
 * The cache of everything read. It tries again where that can help, and ends the session when the server no longer
 * takes its key, except for mutations with `meta: { ownCredential: true }`, which bring another.
 */
export function createQueryClient({ session }: { session: Session }): QueryClient {
  const endSessionIfRefused = (error: unknown) => {
    if (toFailure(error).kind === 'unauthorised' && session.apiKey()) session.signOut('expired');
  };
  return new QueryClient({
    queryCache: new QueryCache({ onError: endSessionIfRefused }),
    mutationCache: new MutationCache({
      onError: (error, _variables, _result, mutation) => {
        if (mutation.meta?.['ownCredential'] !== true) endSessionIfRefused(error);
      },
    }),
    defaultOptions: {
      queries: {
        staleTime: freshMs,
        retry: (failures, error) => failures < retriesMax && mayPass(error),
      },
    },
  });
}

function mayPass(error: unknown): boolean {
  const { kind } = toFailure(error);
  return kind === 'offline' || kind === 'busy' || kind === 'server';
}
