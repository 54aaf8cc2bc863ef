import type { Pool } from 'pg';
import { createDatabase } from './client.ts';
import { LOCK_PATIENCE_DEFAULT, WAITING_FOR_LOCK, withLockPatience } from './migrate-locks.ts';
import type { MigrateOptions } from './migrate.ts';

/** The queue takes a second connection while it holds its lock. */
const POOL_MAX = 2;

/**
 * Runs the part of a migration that belongs to `rota_engine`, with the same patience for locks as {@link migrate}.
 *
 * @param work may be repeated from its beginning; it raises no `lock_timeout` of the pool's sessions
 * @throws DatabaseSetupError when others hold a lock for too long, naming them
 */
export async function migrateAsEngine(
  { urls, logger, lockPatience }: MigrateOptions,
  work: (engine: { pool: Pool; lockTimeoutMs: number; onError(error: Error): void }) => Promise<void>,
): Promise<void> {
  const { timeoutMs } = { ...LOCK_PATIENCE_DEFAULT, ...lockPatience };
  const onError = (error: Error): void => logger?.warn({ err: error }, 'a connection of the migration broke');
  const engine = createDatabase({
    url: urls.engine,
    applicationName: 'rota migrate',
    poolMax: POOL_MAX,
    lockTimeoutMs: timeoutMs,
    onError,
  });
  const waiters = new Set<number>();
  // The driver knows its process at the server, and its types do not say so.
  engine.pool.on('connect', (client) => waiters.add(Number(Reflect.get(client, 'processID'))));
  engine.pool.on('remove', (client) => waiters.delete(Number(Reflect.get(client, 'processID'))));
  try {
    await withLockPatience(
      {
        ownerUrl: urls.owner,
        waiters: () => [...waiters],
        patience: lockPatience,
        onWaiting: (fields) => logger?.warn(fields, WAITING_FOR_LOCK),
      },
      () => work({ pool: engine.pool, lockTimeoutMs: timeoutMs, onError }),
    );
  } finally {
    await engine.close();
  }
}
