import {
  accounts,
  containsText,
  hindranceByKey,
  newestFirst,
  upsertSet,
  type PageRequest,
  type Transaction,
} from '@rota/db';
import { and, eq, sql, type SQL } from 'drizzle-orm';

/** A row of the table. */
export type AccountRow = typeof accounts.$inferSelect;

/** What to write of an account. Members that are left out stay as they are; attributes are merged by name. */
export type AccountValues = {
  externalId?: string;
  name?: string;
  /** Lower case. */
  domain?: string;
  attributes: Readonly<Record<string, unknown>>;
};

/**
 * What became of a row:
 * - `created`, or `updated`, even when nothing changed;
 * - `name_missing`: it found no account, and a new one needs a name;
 * - `taken`: another account has its domain or external id;
 * - `undecided`: another row of the set, or of a transaction beside this one, decides; ask again.
 */
export type AccountUpsertOutcome = 'created' | 'updated' | 'name_missing' | 'taken' | 'undecided';

const searched = [accounts.name, accounts.domain, accounts.externalId];

/** A page of the accounts, newest first, and the row after it; those whose name, domain or external id contains `search`. */
export function listAccounts(
  tx: Transaction,
  { search, ...list }: { orgId: string; search: string | undefined; page: PageRequest },
): Promise<AccountRow[]> {
  const filter = search === undefined ? undefined : containsText(search, searched);
  return newestFirst(tx.select().from(accounts).$dynamic(), { table: accounts, filter, ...list });
}

/** One account of the organisation. */
export async function findAccount(
  tx: Transaction,
  { orgId, accountId }: { orgId: string; accountId: string },
): Promise<AccountRow | undefined> {
  const [row] = await tx
    .select()
    .from(accounts)
    .where(and(eq(accounts.orgId, orgId), eq(accounts.id, accountId)));
  return row;
}

/**
 * Writes a set of accounts in one statement and answers the outcome of each row in their order. A row updates the account
 * that has its value of `matchBy`, or makes one. Each row must have that value, and no two the same.
 *
 * What is wrong with a row is its outcome. The statement itself fails, with a unique violation, only when an update
 * meets a value that a transaction beside this one took meanwhile.
 */
export function upsertAccounts(
  tx: Transaction,
  {
    orgId,
    rows,
    matchBy,
  }: { orgId: string; rows: readonly AccountValues[]; matchBy: 'externalId' | 'domain' },
): Promise<AccountUpsertOutcome[]> {
  const [key, otherKey] =
    matchBy === 'externalId' ? [sql`external_id`, sql`domain`] : [sql`domain`, sql`external_id`];

  const steps = (given: SQL) => sql`
    given AS (
      SELECT position, id, "externalId" AS external_id, name, domain, attributes
      FROM json_to_recordset(${given})
        AS r (position int, id uuid, "externalId" text, name text, domain text, attributes jsonb)
    ), found AS MATERIALIZED (
      SELECT g.*, a.id AS found_id
      FROM given g
      LEFT JOIN accounts a ON a.org_id = ${orgId} AND a.${key} = g.${key}
    ), judged AS MATERIALIZED (
      SELECT f.*, CASE
        WHEN f.found_id IS NULL AND f.name IS NULL THEN 'name_missing'
        ${hindranceByKey({ table: accounts, orgId, key: otherKey })}
      END AS hindrance
      FROM found f
    ), updated AS (
      UPDATE accounts a
      SET external_id = coalesce(j.external_id, a.external_id),
          name = coalesce(j.name, a.name),
          domain = coalesce(j.domain, a.domain),
          attributes = a.attributes || j.attributes,
          updated_at = now()
      FROM judged j
      WHERE a.org_id = ${orgId} AND a.id = j.found_id AND j.hindrance IS NULL
        AND (a.external_id, a.name, a.domain, a.attributes) IS DISTINCT FROM (
          coalesce(j.external_id, a.external_id), coalesce(j.name, a.name), coalesce(j.domain, a.domain),
          a.attributes || j.attributes)
    ), created AS (
      INSERT INTO accounts (id, org_id, external_id, name, domain, attributes)
      SELECT j.id, ${orgId}::uuid, j.external_id, j.name, j.domain, j.attributes
      FROM judged j
      WHERE j.found_id IS NULL AND j.hindrance IS NULL
      ORDER BY j.position
      ON CONFLICT DO NOTHING
      RETURNING id
    )`;
  return upsertSet<'name_missing' | 'taken'>(tx, { rows, steps });
}
