import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from './ids.ts';
import { accounts, contacts } from './schema/index.ts';
import {
  isForeignKeyViolation,
  isRefusedData,
  isTransactionConflict,
  isUniqueViolation,
  toDatabaseError,
} from './sql-errors.ts';
import { createTestDatabase, createTestOrganisation, type TestDatabase } from './testing/test-database.ts';

let database: TestDatabase;
let orgId: string;

beforeAll(async () => {
  database = await createTestDatabase();
  orgId = await createTestOrganisation(database);
});

afterAll(() => database.drop());

async function errorOf(work: PromiseLike<unknown>): Promise<unknown> {
  try {
    await work;
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
}

test('a taken unique key is told by its name, also through the wrapper of drizzle and one more', async () => {
  const account = () => ({ id: newId(), orgId, name: 'A', externalId: 'same' });
  await database.owner.insert(accounts).values(account());
  const error = await errorOf(database.owner.insert(accounts).values(account()));
  expect(isUniqueViolation(error)).toEqual({ constraint: 'accounts_external_id_key' });
  expect(isUniqueViolation(new Error('wrapped', { cause: error }))).toEqual({
    constraint: 'accounts_external_id_key',
  });
  expect(isForeignKeyViolation(error)).toBeNull();
});

test('a dangling foreign key is told by its name', async () => {
  const error = await errorOf(
    database.owner.insert(contacts).values({ id: newId(), orgId, accountId: newId() }),
  );
  expect(isForeignKeyViolation(error)).toEqual({ constraint: 'contacts_account_fkey' });
});

test('data is refused by a check, whose name is told, and by a type, but not by a faulty statement', async () => {
  const error = await errorOf(
    database.owner.insert(accounts).values({ id: newId(), orgId, name: 'A', domain: 'Upper.example' }),
  );
  expect(toDatabaseError(error)).toMatchObject({ code: '23514', constraint: 'accounts_domain_check' });
  expect(isRefusedData(error)).toBe(true);
  expect(isRefusedData(await errorOf(database.owner.execute(sql`select 'x'::int`)))).toBe(true);
  expect(isRefusedData(await errorOf(database.owner.execute(sql`selekt`)))).toBe(false);
});

test('a serialization failure may be tried again, a syntax error may not', async () => {
  const raised = await errorOf(
    database.owner.execute(
      sql`do $$ begin raise exception 'x' using errcode = 'serialization_failure'; end $$`,
    ),
  );
  const syntax = await errorOf(database.owner.execute(sql`selekt`));
  expect(isTransactionConflict(raised)).toBe(true);
  expect(isTransactionConflict(syntax)).toBe(false);
  expect(toDatabaseError(syntax)?.code).toBe('42601');
});

test.each([
  ['of another kind', new Error('x')],
  ['with a code of Node', Object.assign(new Error('x'), { code: 'EPIPE' })],
  ['that is no error', 'x'],
])('something %s is no error of the database', (_, thrown) => {
  expect(toDatabaseError(thrown)).toBeNull();
  expect(isUniqueViolation(thrown)).toBeNull();
});
