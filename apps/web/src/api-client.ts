import { createRotaClient, listOrganisations, type Client, type Organisation } from '@rota/contracts/client';
import type { Session } from './session.ts';

/** The SDK client of the console: the page's own origin, the session's key. */
export function createApiClient({ session }: { session: Session }): Client {
  return createRotaClient({ baseUrl: '', auth: () => session.apiKey() });
}

/**
 * The organisations that a key opens, before the key is kept. Throws the server's problem when it opens none.
 */
export async function organisationsOf(apiKey: string): Promise<Organisation[]> {
  const client = createRotaClient({ baseUrl: '', auth: apiKey });
  const { data } = await listOrganisations({ client, throwOnError: true });
  return data.data;
}
