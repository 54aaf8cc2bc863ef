import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, expect, test } from 'vitest';

import { defineJob } from '../src/index.ts';
import { createTestEngine, testJobType, type TestEngine } from '../src/testing/index.ts';
import { noResources } from './no-resources.ts';

/** What is deferred to a commit sees whether it will wait for the disk. The server of the tests has none that does. */
const RECORD_COMMITS = `
  CREATE TABLE commits (what text, waits text);
  GRANT INSERT ON commits TO rota_engine;
  CREATE FUNCTION record_commit() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      INSERT INTO public.commits VALUES (TG_ARGV[0], current_setting('synchronous_commit'));
      RETURN NULL;
    END
  $$;
  CREATE CONSTRAINT TRIGGER record_fetch AFTER UPDATE ON pgboss.job DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW WHEN (old.state < 'active' AND new.state = 'active') EXECUTE FUNCTION record_commit('fetch');
  CREATE CONSTRAINT TRIGGER record_claim AFTER UPDATE ON jobs DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW WHEN (new.status = 'processing') EXECUTE FUNCTION record_commit('claim');
  DO $$ BEGIN
    EXECUTE format('ALTER ROLE rota_engine IN DATABASE %I SET synchronous_commit = on', current_database());
  END $$`;

let engine: TestEngine;
beforeEach(async () => {
  const run = async () => ({ output: {} });
  engine = await createTestEngine(
    [
      defineJob(testJobType('test:tracked'), { run }),
      defineJob(testJobType('test:capped'), { hardCap: 1, run }),
      defineJob(testJobType('test:short'), { short: true, queue: 'mail', run }),
    ],
    noResources,
  );
  await engine.database.owner.execute(sql.raw(RECORD_COMMITS));
});
afterEach(() => engine[Symbol.asyncDispose]());

async function commitsOf(type: string): Promise<{ what: string; waits: string }[]> {
  const { id } = await engine.create(type);
  const worker = await engine.work();
  await worker.ended(id);
  const { rows } = await engine.database.owner.execute<{ what: string; waits: string }>(
    sql`SELECT what, waits FROM commits`,
  );
  return rows;
}

test.each(['test:tracked', 'test:capped'])(
  'the fetch of %s leaves it to the claim to wait for the disk, before the handler begins',
  async (type) => {
    expect(await commitsOf(type)).toEqual([
      { what: 'fetch', waits: 'off' },
      { what: 'claim', waits: 'on' },
    ]);
  },
);

test('the fetch of a short job waits for the disk, as its claim writes nothing', async () => {
  expect(await commitsOf('test:short')).toEqual([{ what: 'fetch', waits: 'on' }]);
});
