export {
  asOrganisation,
  createDatabase,
  databaseOn,
  type Database,
  type DatabaseConnection,
  type DatabaseOptions,
  inOrganisation,
  type Transaction,
  withKeyHash,
} from './client.ts';
export { databaseUrls, type DatabaseUrls } from './database-urls.ts';
export { decodeId, encodeId, firstIdAt, type IdPrefix, newId } from './ids.ts';
export { containsText, newestFirst, type PageRequest } from './list-page.ts';
export { findJsonFaults, findUnsoundText, type JsonFault, type JsonRules } from './json-faults.ts';
export { createListener, type Listener, type ListenerOptions } from './listen.ts';
export { migrate, type MigrateOptions } from './migrate.ts';
export { migrateAsEngine } from './migrate-as-engine.ts';
export { pendingMigrations } from './pending-migrations.ts';
export { QUEUE_SCHEMA } from './queue-schema.ts';
export * from './schema/index.ts';
export {
  type DatabaseError,
  isForeignKeyViolation,
  isRefusedData,
  isTransactionConflict,
  isUniqueViolation,
  toDatabaseError,
} from './sql-errors.ts';
export { hindranceByKey, upsertSet } from './upsert-set.ts';
export { isDatabaseUnavailable } from './unavailable.ts';
export { waitForDatabase, type WaitForDatabaseOptions } from './wait-for-database.ts';
