import { readFile } from 'node:fs/promises';
import { Client } from 'pg';
import { toDatabaseError } from './sql-errors.ts';

const JOURNAL = new URL('../migrations/meta/_journal.json', import.meta.url);
const CONNECT_TIMEOUT_MS = 10_000;
// Neither schema nor table: nothing was ever migrated here.
const MISSING = new Set(['3F000', '42P01']);

/**
 * Names of the migrations of this version that a database has not had; none as well when it is newer than this version.
 *
 * @param ownerUrl the owner's login: no other sees the list.
 */
export async function pendingMigrations(ownerUrl: string): Promise<string[]> {
  const lastAt = await readLastMigrationAt(ownerUrl);
  const journal: { entries: { tag: string; when: number }[] } = JSON.parse(await readFile(JOURNAL, 'utf8'));
  // As drizzle decides it: what is later than the last one is still to come.
  return journal.entries.filter(({ when }) => when > lastAt).map(({ tag }) => tag);
}

async function readLastMigrationAt(ownerUrl: string): Promise<number> {
  const owner = new Client({
    connectionString: ownerUrl,
    application_name: 'rota migrations check',
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
  });
  owner.on('error', () => {
    // The query in hand gets the same error.
  });
  await owner.connect();
  try {
    const { rows } = await owner.query<{ last: string | null }>(
      'SELECT max(created_at) AS last FROM drizzle.__drizzle_migrations',
    );
    return Number(rows[0]?.last ?? 0);
  } catch (error) {
    if (MISSING.has(toDatabaseError(error)?.code ?? '')) return 0;
    throw error;
  } finally {
    await owner.end();
  }
}
