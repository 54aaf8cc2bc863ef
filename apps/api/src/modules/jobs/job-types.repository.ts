import { jobPauses, type Transaction } from '@rota/db';
import { eq } from 'drizzle-orm';

/** The types whose jobs the organisation keeps from starting. */
export async function findPausedTypes(
  tx: Transaction,
  { orgId }: { orgId: string },
): Promise<ReadonlySet<string>> {
  const rows = await tx.select({ type: jobPauses.type }).from(jobPauses).where(eq(jobPauses.orgId, orgId));
  return new Set(rows.flatMap(({ type }) => type ?? []));
}
