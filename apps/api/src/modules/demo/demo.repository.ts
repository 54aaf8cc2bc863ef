import { organisations, type Database, type Transaction } from '@rota/db';
import { eq, sql } from 'drizzle-orm';

/** Whether the demo organisation is there. */
export async function findDemoOrganisation(tx: Transaction, orgId: string): Promise<boolean> {
  const found = await tx
    .select({ id: organisations.id })
    .from(organisations)
    .where(eq(organisations.id, orgId));
  return found.length > 0;
}

/** Does nothing when another start was quicker. No target: with one, the other unique key still fails in a race. */
export async function insertDemoOrganisation(
  tx: Transaction,
  organisation: { id: string; name: string; slug: string },
): Promise<void> {
  await tx.insert(organisations).values(organisation).onConflictDoNothing();
}

/** Whether anybody lives in this database; for the demo alone, by a function that answers nothing else. */
export async function hasOrganisationsAcrossOrgs(db: Database): Promise<boolean> {
  const { rows } = await db.execute<{ any: boolean }>(sql`SELECT has_organisations() AS any`);
  return rows[0]?.any === true;
}
