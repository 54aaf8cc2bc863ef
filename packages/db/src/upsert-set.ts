import { sql, type SQL } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import type { Transaction } from './client.ts';
import { newId } from './ids.ts';

/** Rows of one set: bounds the parameter and the time that locks are held. */
const ROWS_MAX = 10_000;

/**
 * Writes a set of rows in one statement, each of which updates the row it finds or makes one, and answers the outcome of
 * each in their order: its hindrance, where it has one; else `updated` or `created`; or `undecided`, when a transaction
 * beside this one was quicker.
 *
 * @param upsert.steps the statement's CTEs. They read the rows from `given`, a JSON array in which each has a `position`
 *   and a fresh `id` besides its own members, and have among them `judged (id, position, found_id, hindrance)`, a row for
 *   each, and `created (id)`, those that were made
 * @throws RangeError for more than 10,000 rows
 */
export async function upsertSet<Outcome extends string>(
  tx: Transaction,
  { rows, steps }: { rows: readonly object[]; steps: (given: SQL) => SQL },
): Promise<(Outcome | 'created' | 'updated' | 'undecided')[]> {
  if (rows.length > ROWS_MAX) throw new RangeError(`A set has at most ${ROWS_MAX} rows`);
  const set = rows.map((row, position) => ({ ...row, position, id: newId() }));
  const result = await tx.execute<{ outcome: Outcome | 'created' | 'updated' | 'undecided' }>(sql`
    WITH ${steps(sql`${JSON.stringify(set)}::json`)}
    SELECT coalesce(
      j.hindrance,
      CASE WHEN j.found_id IS NOT NULL THEN 'updated' WHEN c.id IS NOT NULL THEN 'created' ELSE 'undecided' END
    ) AS outcome
    FROM judged j
    LEFT JOIN created c ON c.id = j.id
    ORDER BY j.position`);
  return result.rows.map(({ outcome }) => outcome);
}

/**
 * Arms of the CASE that finds a row's hindrance, for `FROM found f`: `taken` when a row of the table other than the one it
 * found has its value of a unique column, `undecided` when a row before it in the set wants the same value.
 */
export function hindranceByKey({ table, orgId, key }: { table: PgTable; orgId: string; key: SQL }): SQL {
  return sql`
    WHEN EXISTS (
      SELECT FROM ${table} o WHERE o.org_id = ${orgId} AND o.${key} = f.${key} AND o.id IS DISTINCT FROM f.found_id
    ) THEN 'taken'
    WHEN f.${key} IS NOT NULL
      AND row_number() OVER (PARTITION BY f.${key} ORDER BY f.position) > 1 THEN 'undecided'`;
}
