import type { Pool } from 'pg';

import { onConnection } from '../engine-transaction.ts';
import type { SqlExecutor } from '../sql-executor.ts';
import { startTimedLoop } from '../timed-loop.ts';

/** A cap that is set or lifted is heeded by all workers within this time. */
const READ_MS = 2_000;
/** Any constant of our own: the space of the advisory locks of organisations that have a cap. */
const CAP_LOCKS = 7_305_214;

const FIND_CAPPED = 'SELECT id FROM organisations WHERE running_max IS NOT NULL';
const LOCK = 'SELECT pg_advisory_xact_lock($1, hashtext($2))';

/** SQL for the number of runs that an organisation has under way. Batches are no runs. */
export const RUNNING_OF = (orgId: string): string =>
  `(SELECT count(*)::int FROM jobs r WHERE r.org_id = ${orgId} AND r.status = 'processing' AND r.type <> 'batch')`;

/** Waits until nobody else counts, claims or releases jobs of a capped organisation; holds for the transaction. */
export async function lockOrganisationCap(executor: SqlExecutor, orgId: string): Promise<void> {
  await executor.executeSql(LOCK, [CAP_LOCKS, orgId]);
}

/** The organisations that may have only so many jobs running, over all processes. */
export type OrganisationCaps = {
  has(orgId: string): boolean;
  ids(): readonly string[];
  stop(): Promise<void>;
};

/** Knows which organisations have a cap; resolves when it has read them. */
export async function watchOrganisationCaps(deps: {
  pool: Pool;
  onError(error: unknown): void;
}): Promise<OrganisationCaps> {
  let capped = new Set<string>();
  let known: () => void = () => undefined;
  const first = new Promise<void>((resolve) => {
    known = resolve;
  });
  const loop = startTimedLoop({
    intervalMs: READ_MS,
    async work() {
      const { rows } = await onConnection(deps.pool).executeSql<{ id: string }>(FIND_CAPPED);
      capped = new Set(rows.map(({ id }) => id));
      known();
    },
    onError: deps.onError,
  });
  await first;
  return { has: (orgId) => capped.has(orgId), ids: () => [...capped], stop: () => loop.stop() };
}
