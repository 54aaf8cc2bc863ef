import { createDatabase } from '@rota/db';
import { sql } from 'drizzle-orm';
import { expect, inject, test } from 'vitest';

import { toLoggableError } from './loggable-error.ts';

test('an error of a statement is logged with its text and reason, and without its parameters', async () => {
  const { db, close } = createDatabase({
    url: inject('testServer').url,
    applicationName: 'test',
    poolMax: 1,
    onError: () => undefined,
  });
  const statement = sql`select * from nowhere where secret = ${'rota_secret'}`;
  const error: unknown = await db.execute(statement).catch((failure: unknown) => failure);
  await close();
  const logged = toLoggableError(error);
  expect(JSON.stringify(logged)).not.toContain('rota_secret');
  expect(logged).toMatchObject({
    message: 'a statement failed',
    query: 'select * from nowhere where secret = $1',
    cause: { code: '42P01', message: 'relation "nowhere" does not exist' },
  });
});

test('causes are followed, but not around in a circle', () => {
  const circle = new Error('a');
  circle.cause = circle;
  expect(JSON.stringify(toLoggableError(circle)).match(/"message":"a"/g)).toHaveLength(6);
});

test('what was thrown and is no error says so', () => {
  expect(toLoggableError('oops')).toEqual({
    name: 'string',
    message: 'something that is no Error was thrown',
  });
});
