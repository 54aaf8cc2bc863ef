import type { ClientBase } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { onConnection } from '../src/engine-transaction.ts';
import { createTestEngine, type TestEngine } from '../src/testing/index.ts';
import { noResources } from './no-resources.ts';

let engine: TestEngine;
beforeAll(async () => {
  engine = await createTestEngine([], noResources);
});
afterAll(() => engine[Symbol.asyncDispose]());

const fill = (messages: number) =>
  engine.engine.pool.query(
    `INSERT INTO pgboss.job (id, name, data)
     SELECT gen_random_uuid(), 'default', jsonb_build_object('jobId', gen_random_uuid()) FROM generate_series(1, $1::int)`,
    [messages],
  );

async function countRead(client: ClientBase): Promise<number> {
  const { rows } = await client.query<{ read: number }>(
    `SELECT sum(seq_tup_read + idx_tup_fetch)::int AS read FROM pg_stat_xact_user_tables
     WHERE schemaname = 'pgboss' AND relname LIKE 'job%'`,
  );
  return rows[0]?.read ?? Number.NaN;
}

test('with the statistics of an emptied queue, a fetch reads the messages that it takes and no others', async () => {
  await fill(200);
  await engine.engine.pool.query(`DELETE FROM pgboss.job WHERE name = 'default'`);
  await engine.engine.pool.query('ANALYZE pgboss.job');
  await fill(5_000);

  const client = await engine.engine.pool.connect();
  try {
    await client.query('BEGIN');
    // The connection may not have reported yet what it read before.
    const readBefore = await countRead(client);
    const taken = await engine.queue.fetch('default', { count: 50, executor: onConnection(client) });
    expect(taken).toHaveLength(50);
    const read = (await countRead(client)) - readBefore;
    expect(read).toBeGreaterThanOrEqual(50);
    expect(read).toBeLessThan(500);
  } finally {
    await client.query('ROLLBACK');
    client.release();
  }
});
