import {
  contacts,
  containsText,
  hindranceByKey,
  newestFirst,
  upsertSet,
  type PageRequest,
  type Transaction,
} from '@rota/db';
import { and, eq, sql, type SQL } from 'drizzle-orm';

/** A row of the table. */
export type ContactRow = typeof contacts.$inferSelect;

/** What to write of a contact. Members that are left out stay as they are; attributes are merged by name. */
export type ContactValues = {
  externalId?: string;
  /** Lower case. */
  email?: string;
  firstName?: string;
  lastName?: string;
  title?: string;
  /** Names the account the contact belongs to; counts before `accountDomain`. */
  accountExternalId?: string;
  accountDomain?: string;
  attributes: Readonly<Record<string, unknown>>;
};

/**
 * What became of a row:
 * - `created`, or `updated`, even when nothing changed;
 * - `account_missing`: it names an account that does not exist;
 * - `taken`: another contact has its e-mail address or external id;
 * - `undecided`: another row of the set, or of a transaction beside this one, decides; ask again.
 */
export type ContactUpsertOutcome = 'created' | 'updated' | 'account_missing' | 'taken' | 'undecided';

/** Both names at once, as people type them: `ada lovelace`. */
const fullName = sql`concat_ws(' ', ${contacts.firstName}, ${contacts.lastName})`;

const searched = [fullName, contacts.email, contacts.externalId];

/** A page of the contacts, newest first, and the row after it; those whose full name, e-mail address or external id contains `search`. */
export function listContacts(
  tx: Transaction,
  { search, ...list }: { orgId: string; search: string | undefined; page: PageRequest },
): Promise<ContactRow[]> {
  const filter = search === undefined ? undefined : containsText(search, searched);
  return newestFirst(tx.select().from(contacts).$dynamic(), { table: contacts, filter, ...list });
}

/** One contact of the organisation. */
export async function findContact(
  tx: Transaction,
  { orgId, contactId }: { orgId: string; contactId: string },
): Promise<ContactRow | undefined> {
  const [row] = await tx
    .select()
    .from(contacts)
    .where(and(eq(contacts.orgId, orgId), eq(contacts.id, contactId)));
  return row;
}

/**
 * Writes a set of contacts in one statement and answers the outcome of each row in their order. A row updates the contact
 * that has its value of `matchBy`, or makes one. Each row must have that value, and no two the same.
 *
 * What is wrong with a row is its outcome. The statement itself fails only by a race: with a unique violation when an
 * update meets a value that a transaction beside this one took, with a foreign key violation when its account went.
 */
export function upsertContacts(
  tx: Transaction,
  {
    orgId,
    rows,
    matchBy,
  }: { orgId: string; rows: readonly ContactValues[]; matchBy: 'externalId' | 'email' },
): Promise<ContactUpsertOutcome[]> {
  const [key, otherKey] =
    matchBy === 'externalId' ? [sql`external_id`, sql`email`] : [sql`email`, sql`external_id`];

  const steps = (given: SQL) => sql`
    given AS (
      SELECT position, id, "externalId" AS external_id, email, "firstName" AS first_name, "lastName" AS last_name,
             title, "accountExternalId" AS account_external_id, "accountDomain" AS account_domain, attributes
      FROM json_to_recordset(${given}) AS r (
        position int, id uuid, "externalId" text, email text, "firstName" text, "lastName" text, title text,
        "accountExternalId" text, "accountDomain" text, attributes jsonb)
    ), found AS MATERIALIZED (
      SELECT g.*, c.id AS found_id, coalesce(e.id, d.id) AS account_id
      FROM given g
      LEFT JOIN contacts c ON c.org_id = ${orgId} AND c.${key} = g.${key}
      LEFT JOIN accounts e ON e.org_id = ${orgId} AND e.external_id = g.account_external_id
      LEFT JOIN accounts d ON d.org_id = ${orgId} AND d.domain = g.account_domain AND g.account_external_id IS NULL
    ), judged AS MATERIALIZED (
      SELECT f.*, CASE
        WHEN f.account_id IS NULL AND coalesce(f.account_external_id, f.account_domain) IS NOT NULL
          THEN 'account_missing'
        ${hindranceByKey({ table: contacts, orgId, key: otherKey })}
      END AS hindrance
      FROM found f
    ), updated AS (
      UPDATE contacts c
      SET external_id = coalesce(j.external_id, c.external_id),
          email = coalesce(j.email, c.email),
          first_name = coalesce(j.first_name, c.first_name),
          last_name = coalesce(j.last_name, c.last_name),
          title = coalesce(j.title, c.title),
          account_id = coalesce(j.account_id, c.account_id),
          attributes = c.attributes || j.attributes,
          updated_at = now()
      FROM judged j
      WHERE c.org_id = ${orgId} AND c.id = j.found_id AND j.hindrance IS NULL
        AND (c.external_id, c.email, c.first_name, c.last_name, c.title, c.account_id, c.attributes)
          IS DISTINCT FROM (
            coalesce(j.external_id, c.external_id), coalesce(j.email, c.email),
            coalesce(j.first_name, c.first_name), coalesce(j.last_name, c.last_name),
            coalesce(j.title, c.title), coalesce(j.account_id, c.account_id), c.attributes || j.attributes)
    ), created AS (
      INSERT INTO contacts
        (id, org_id, external_id, email, first_name, last_name, title, account_id, attributes)
      SELECT j.id, ${orgId}::uuid, j.external_id, j.email, j.first_name, j.last_name, j.title, j.account_id, j.attributes
      FROM judged j
      WHERE j.found_id IS NULL AND j.hindrance IS NULL
      ORDER BY j.position
      ON CONFLICT DO NOTHING
      RETURNING id
    )`;
  return upsertSet<'account_missing' | 'taken'>(tx, { rows, steps });
}
