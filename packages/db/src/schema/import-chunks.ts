import { sql } from 'drizzle-orm';
import { check, foreignKey, integer, pgTable, primaryKey, uuid } from 'drizzle-orm/pg-core';
import { bytes } from './columns.ts';
import { jobs } from './jobs.ts';
import { tenantPolicy } from './policies.ts';

/**
 * What an import has written, a row a chunk, made in the transaction of the chunk: where the next run goes on, and what
 * the counts of the job are the sums of. Added and read, never changed; they go when their job goes.
 */
export const importChunks = pgTable(
  'import_chunks',
  {
    jobId: uuid('job_id').notNull(),
    /** From 1, without gaps: that no two runs write the same one is what makes each chunk happen once. */
    number: integer('number').notNull(),
    orgId: uuid('org_id').notNull(),
    /** The row of the file, header and empty ones counted, up to which everything is dealt with. */
    lastRow: integer('last_row').notNull(),
    rowsRead: integer('rows_read').notNull(),
    rowsCreated: integer('rows_created').notNull(),
    rowsUpdated: integer('rows_updated').notNull(),
    rowsFailed: integer('rows_failed').notNull(),
    /** Its lines of the errors file; null when no row failed. */
    errorLines: bytes('error_lines'),
  },
  (table) => [
    primaryKey({ name: 'import_chunks_pkey', columns: [table.jobId, table.number] }),
    foreignKey({
      name: 'import_chunks_job_fkey',
      columns: [table.orgId, table.jobId],
      foreignColumns: [jobs.orgId, jobs.id],
    }).onDelete('cascade'),
    check('import_chunks_number_check', sql`${table.number} >= 1 and ${table.lastRow} >= 0`),
    check(
      'import_chunks_counts_check',
      sql`${table.rowsCreated} >= 0 and ${table.rowsUpdated} >= 0 and ${table.rowsFailed} >= 0
        and ${table.rowsRead} = ${table.rowsCreated} + ${table.rowsUpdated} + ${table.rowsFailed}`,
    ),
    check('import_chunks_error_lines_check', sql`(${table.errorLines} is null) = (${table.rowsFailed} = 0)`),
    tenantPolicy(),
  ],
);
