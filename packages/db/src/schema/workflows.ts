import { pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import { createdAt } from './columns.ts';
import { jobCreatorKinds } from './job-values.ts';
import { organisations } from './organisations.ts';
import { enginePolicy, tenantPolicy } from './policies.ts';

/** A graph of jobs that were created together; its nodes are the jobs that name it, its edges their dependencies. */
export const workflows = pgTable(
  'workflows',
  {
    id: uuid('id').primaryKey(),
    orgId: uuid('org_id')
      .notNull()
      .references(() => organisations.id),
    createdByKind: text('created_by_kind', { enum: jobCreatorKinds }).notNull(),
    createdById: uuid('created_by_id'),
    createdAt: createdAt(),
  },
  (table) => [unique('workflows_org_id_id_key').on(table.orgId, table.id), tenantPolicy(), enginePolicy()],
);
