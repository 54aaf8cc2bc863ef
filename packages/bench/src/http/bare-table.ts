/** What the bare route writes to. */
export const BARE_TABLE = 'bare_requests';
export const CREATE_BARE_TABLE = `CREATE TABLE ${BARE_TABLE} (
  id uuid PRIMARY KEY, request jsonb NOT NULL, created_at timestamptz NOT NULL DEFAULT now())`;

/** What the process of the bare route says when it listens. */
export type BareRouteReady = { port: number };
