import { pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import { createdAt } from './columns.ts';
import { organisations } from './organisations.ts';
import { enginePolicy, tenantPolicy } from './policies.ts';

/** Work that does not start until it is resumed: of one type in an organisation, or all of the organisation's. */
export const jobPauses = pgTable(
  'job_pauses',
  {
    orgId: uuid('org_id')
      .notNull()
      .references(() => organisations.id),
    /** Null: all types. */
    type: text('type'),
    createdAt: createdAt(),
  },
  (table) => [
    unique('job_pauses_key').on(table.orgId, table.type).nullsNotDistinct(),
    tenantPolicy(),
    enginePolicy(),
  ],
);
