import type { Pool } from 'pg';

import { onConnection } from './engine-transaction.ts';
import type { SqlExecutor } from './sql-executor.ts';

/** A commit that writes next to nothing and waits for the disk. */
const COMMIT = `SELECT pg_logical_emit_message(true, 'rota', '')`;

/**
 * Runs statements that commit without waiting for the disk, so that nobody waits for their locks meanwhile. Whoever runs
 * them waits by {@link reachDisk} before telling anybody that they have committed.
 */
export function committingEarly(pool: Pool): SqlExecutor {
  return { ...onConnection(pool), commitsEarly: true };
}

/** Waits until all that has committed until now is on the disk: the server's log is written in its order. */
export async function reachDisk(pool: Pool): Promise<void> {
  await pool.query(COMMIT);
}
