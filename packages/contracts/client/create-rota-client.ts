import { createClient, createConfig, type Client, type Config } from './gen/client/index.ts';
import type { ClientOptions } from './gen/types.gen.ts';

/** Where and as whom to call. */
export interface RotaClientOptions {
  /** The address of the installation without a slash at its end, `https://rota.example.com`; empty for the page's own. */
  baseUrl: string;
  /** The API key, `rota_…`, or what gives it; asked for at every request. Left out: requests go without a credential. */
  auth?: string | (() => string | undefined | Promise<string | undefined>) | undefined;
  /** Stands in for the global `fetch`. */
  fetch?: Config['fetch'] | undefined;
}

/**
 * A client for the SDK's functions, which take it as their option `client`. It holds no connection and no state besides
 * its options; make as many as there are credentials.
 */
export function createRotaClient({ baseUrl, auth, fetch }: RotaClientOptions): Client {
  return createClient(
    createConfig<ClientOptions>({ baseUrl, ...(auth !== undefined && { auth }), ...(fetch && { fetch }) }),
  );
}
