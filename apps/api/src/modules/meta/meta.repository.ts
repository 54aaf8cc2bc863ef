import type { Database } from '@rota/db';
import { sql } from 'drizzle-orm';

/** Resolves when the database answers. Reads no organisation's rows. */
export async function pingDatabase(db: Database): Promise<void> {
  await db.execute(sql`select 1`);
}
