import { jobPauses, organisations, type Transaction } from '@rota/db';
import { and, eq, getTableColumns, isNull, sql } from 'drizzle-orm';

/** A row of the table, and whether all of the organisation's work is paused. */
export type OrganisationRow = typeof organisations.$inferSelect & { paused: boolean };

const isPaused = sql<boolean>`exists (
  select from ${jobPauses} where ${and(eq(jobPauses.orgId, organisations.id), isNull(jobPauses.type))})`;

/** The organisation, seen from within. */
export async function findOrganisation(
  tx: Transaction,
  { orgId }: { orgId: string },
): Promise<OrganisationRow | undefined> {
  const [row] = await tx
    .select({ ...getTableColumns(organisations), paused: isPaused })
    .from(organisations)
    .where(eq(organisations.id, orgId));
  return row;
}
