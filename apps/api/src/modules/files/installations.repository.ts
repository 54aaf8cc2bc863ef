import { installations, newId, type Database } from '@rota/db';

/** The id of this database's installation, made by whoever asks first. Belongs to no organisation. */
export async function findOrCreateInstallation(db: Database): Promise<string> {
  const known = await findInstallation(db);
  if (known !== null) return known;
  await db.insert(installations).values({ id: newId() }).onConflictDoNothing();
  const made = await findInstallation(db);
  if (made === null) throw new Error('the installation was removed while it was looked up');
  return made;
}

async function findInstallation(db: Database): Promise<string | null> {
  const [found] = await db.select({ id: installations.id }).from(installations);
  return found?.id ?? null;
}
