import type { Database } from '@rota/db';
import { sql } from 'drizzle-orm';

/** Resolves when the database answers. Reads no rows, so that whoever asks may call it. */
export async function pingDatabaseAcrossOrgs(db: Database): Promise<void> {
  await db.execute(sql`select 1`);
}
