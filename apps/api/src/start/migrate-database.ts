import { createDatabase, migrate, type DatabaseUrls } from '@rota/db';
import { migrateQueues, type JobHandlerRegistry } from '@rota/jobs';
import type { Logger } from 'pino';

/** pg-boss takes a second connection while it holds its lock. */
const POOL_MAX = 2;

/**
 * Brings tables, roles and queues to this version. May be repeated, and may run in several processes at once: they work
 * one after another, under advisory locks.
 *
 * @param registry says which queues there are
 * @throws DatabaseSetupError with what to run or to give
 */
export async function migrateDatabase({
  urls,
  registry,
  logger,
}: {
  urls: DatabaseUrls;
  registry: JobHandlerRegistry;
  logger: Logger;
}): Promise<void> {
  await migrate({ urls, logger });
  const onError = (error: Error): void => logger.warn({ err: error }, 'a connection of the migration broke');
  const engine = createDatabase({
    url: urls.engine,
    applicationName: 'rota migrate',
    poolMax: POOL_MAX,
    onError,
  });
  try {
    await migrateQueues({ pool: engine.pool, onError, catalogue: registry });
  } finally {
    await engine.close();
  }
}
