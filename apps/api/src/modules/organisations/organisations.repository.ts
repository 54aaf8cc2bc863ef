import { organisations, type Transaction } from '@rota/db';
import { eq } from 'drizzle-orm';

/** A row of the table. */
export type OrganisationRow = typeof organisations.$inferSelect;

/** The organisation, seen from within. */
export async function findOrganisation(
  tx: Transaction,
  { orgId }: { orgId: string },
): Promise<OrganisationRow | undefined> {
  const [row] = await tx.select().from(organisations).where(eq(organisations.id, orgId));
  return row;
}
