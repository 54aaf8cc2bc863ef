import { sql } from 'drizzle-orm';
import { inOrganisation, type Transaction } from '../client.ts';
import { APP_ROLE } from '../schema/policies.ts';
import { toDatabaseError } from '../sql-errors.ts';
import type { TestDatabase } from './test-database.ts';

/** A table whose rows belong to organisations, and the column that says to which. */
export interface TenantTable {
  name: string;
  column: string;
}

const INSUFFICIENT_PRIVILEGE = '42501';

/** Every table with `org_id`, and the organisations themselves, as the database has them now. */
export async function findTenantTables(database: TestDatabase): Promise<TenantTable[]> {
  const { rows } = await database.owner.execute<{ name: string; column: string }>(sql`
    select table_name as name, column_name as column
    from information_schema.columns join information_schema.tables using (table_schema, table_name)
    where table_schema = 'public' and table_type = 'BASE TABLE'
      and (column_name = 'org_id' or (table_name = 'organisations' and column_name = 'id'))
    order by table_name`);
  return rows;
}

/**
 * What `rota_app` can do to a table that row-level security alone should stop: no query here filters by organisation.
 * Expects rows of `orgId` and a stranger's organisation without any. Empty when the wall holds.
 */
export async function findBreaches(
  database: TestDatabase,
  { table, orgId, strangerId }: { table: TenantTable; orgId: string; strangerId: string },
): Promise<string[]> {
  const breaches = [...(await findWeakSettings(database, table))];
  const breach = (found: boolean, sentence: string) => found && breaches.push(`${table.name}: ${sentence}`);
  const name = sql.identifier(table.name);
  const countIn = (id: string | null) => countRows(database, { table, orgId: id });

  breach((await countIn(orgId)) === 0, 'the organisation does not see its own rows, so this shows nothing');
  breach((await countIn(strangerId)) > 0, 'another organisation reads its rows');
  breach((await countIn(null)) > 0, 'a connection without an organisation reads rows');
  breach((await countIn('')) > 0, 'a connection with an empty organisation reads rows');
  const key = sql.identifier(table.column);
  const attempts = {
    'another organisation updates its rows': sql`update ${name} set ${key} = ${key}`,
    'another organisation deletes its rows': sql`delete from ${name}`,
    'another organisation inserts rows for it': sql`insert into ${name} overriding system value
      select * from json_populate_record(null::${name}, ${JSON.stringify(await sampleRow(database, { table, orgId }))})`,
    'another organisation empties the table': sql`truncate ${name} cascade`,
  };
  for (const [sentence, statement] of Object.entries(attempts)) {
    breach(await succeeds(database, { as: strangerId, statement }), sentence);
  }
  const giveAway = sql`update ${name} set ${key} = ${strangerId}`;
  breach(
    await succeeds(database, { as: orgId, statement: giveAway }),
    'rows can be given to another organisation',
  );
  return breaches;
}

async function findWeakSettings(database: TestDatabase, table: TenantTable): Promise<string[]> {
  const { rows } = await database.owner.execute<{ sentence: string; weak: boolean }>(sql`
    select sentence, weak
    from pg_class
    join pg_roles app on app.rolname = ${APP_ROLE},
    lateral (values
      ('row-level security is off', not relrowsecurity),
      ('row-level security is not forced', not relforcerowsecurity),
      ('rota_app owns the table', pg_has_role(app.oid, relowner, 'USAGE')),
      ('rota_app bypasses row-level security', app.rolbypassrls or app.rolsuper),
      ('rota_app may truncate the table', has_table_privilege(app.oid, pg_class.oid, 'TRUNCATE')),
      ('rota_app may make triggers on the table', has_table_privilege(app.oid, pg_class.oid, 'TRIGGER'))
    ) as setting (sentence, weak)
    where relnamespace = 'public'::regnamespace and relname = ${table.name}`);
  return rows.filter(({ weak }) => weak).map(({ sentence }) => `${table.name}: ${sentence}`);
}

async function countRows(
  database: TestDatabase,
  { table, orgId }: { table: TenantTable; orgId: string | null },
): Promise<number> {
  const count = async (db: Pick<Transaction, 'execute'>) => {
    const { rows } = await db.execute<{ count: number }>(
      sql`select count(*)::int as count from ${sql.identifier(table.name)}`,
    );
    return rows[0]?.count ?? 0;
  };
  return orgId === null ? count(database.db) : inOrganisation(database.db, orgId, count);
}

async function sampleRow(
  database: TestDatabase,
  { table, orgId }: { table: TenantTable; orgId: string },
): Promise<unknown> {
  const { rows } = await database.owner.execute<{ row: unknown }>(sql`
    select to_json(t) as row from ${sql.identifier(table.name)} t
    where ${sql.identifier(table.column)} = ${orgId} limit 1`);
  return rows[0]?.row;
}

class Undo extends Error {}

/** Whether a statement changed anything; whatever it did is taken back. A refusal is what is hoped for. */
async function succeeds(
  database: TestDatabase,
  { as, statement }: { as: string; statement: ReturnType<typeof sql> },
): Promise<boolean> {
  let changed = false;
  try {
    await inOrganisation(database.db, as, async (tx) => {
      const { rowCount, command } = await tx.execute(statement);
      changed = command === 'TRUNCATE' || (rowCount ?? 0) > 0;
      throw new Undo();
    });
  } catch (error) {
    if (error instanceof Undo) return changed;
    // A taken key or a dangling reference means that the row itself got past the wall.
    return toDatabaseError(error)?.code !== INSUFFICIENT_PRIVILEGE;
  }
  return changed;
}
