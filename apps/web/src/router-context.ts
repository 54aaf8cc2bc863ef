import type { Client } from '@rota/contracts/client';
import type { QueryClient } from '@tanstack/react-query';
import type { Session } from './session.ts';

/** What every route is handed. */
export interface RouterContext {
  client: Client;
  queryClient: QueryClient;
  session: Session;
}
