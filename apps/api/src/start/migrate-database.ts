import { migrate, migrateAsEngine, type DatabaseUrls, type MigrateOptions } from '@rota/db';
import { migrateQueues, type JobHandlerRegistry } from '@rota/jobs';
import type { Logger } from 'pino';

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
  lockPatience,
}: {
  urls: DatabaseUrls;
  registry: JobHandlerRegistry;
  logger: Logger;
  lockPatience?: MigrateOptions['lockPatience'];
}): Promise<void> {
  const options = { urls, logger, ...(lockPatience !== undefined && { lockPatience }) };
  await migrate(options);
  await migrateAsEngine(options, (engine) => migrateQueues({ ...engine, catalogue: registry }));
}
