import { afterAll, beforeAll, expect, test } from 'vitest';

import { createReconciler } from '../src/maintenance/reconcile.ts';
import { createTestEngine, type TestEngine } from '../src/testing/index.ts';
import { noResources } from './no-resources.ts';

let engine: TestEngine;
beforeAll(async () => {
  engine = await createTestEngine([], noResources);
});
afterAll(() => engine[Symbol.asyncDispose]());

const stranded = async () => {
  const { rows } = await engine.engine.pool.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM jobs j WHERE NOT EXISTS (SELECT FROM pgboss.job m WHERE m.id = j.message_id)`,
  );
  return rows[0]?.count;
};

test('however many rows lost their messages, each has one again after a turn for every 20,000', async () => {
  const reconciler = createReconciler({ ...engine, pool: engine.engine.pool });
  await engine.engine.pool.query(
    `INSERT INTO jobs (id, org_id, type, status, input, retry, created_by_kind, message_id)
     SELECT gen_random_uuid(), $1, 'test:any', 'pending', '{}', '{}', 'system', gen_random_uuid()
     FROM generate_series(1, 2500)`,
    [engine.orgId],
  );
  expect(await reconciler.reconcilePage()).toBe(2_500);
  expect(await stranded()).toBe(0);

  await engine.engine.pool.query(
    `WITH waiting AS (
       INSERT INTO jobs (id, org_id, type, status, input, retry, created_by_kind, message_id)
       SELECT gen_random_uuid(), $1, 'test:any', 'pending', '{}', '{}', 'system', gen_random_uuid()
       FROM generate_series(1, 20000) RETURNING message_id
     )
     INSERT INTO pgboss.job (id, name) SELECT message_id, 'default' FROM waiting`,
    [engine.orgId],
  );
  await engine.engine.pool.query(`DELETE FROM pgboss.job WHERE id IN (
    (SELECT message_id FROM jobs ORDER BY id LIMIT 1) UNION (SELECT message_id FROM jobs ORDER BY id DESC LIMIT 1))`);
  expect(await reconciler.reconcilePage()).toBe(1);
  expect(await reconciler.reconcilePage()).toBe(1);
  expect(await stranded()).toBe(0);
  expect(await reconciler.reconcilePage()).toBe(0);
}, 60_000);
