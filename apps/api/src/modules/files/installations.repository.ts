import { installations, type Database } from '@rota/db';

/** The id of this database's installation; null before it has one. Belongs to no organisation. */
export async function findInstallationId(db: Database): Promise<string | null> {
  const [found] = await db.select({ id: installations.id }).from(installations);
  return found?.id ?? null;
}

/** Makes the installation; does nothing where there is one. Belongs to no organisation. */
export async function createInstallation(db: Database, { id }: { id: string }): Promise<void> {
  await db.insert(installations).values({ id }).onConflictDoNothing();
}
