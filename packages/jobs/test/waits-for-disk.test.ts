import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, expect, test } from 'vitest';

import { defineJob } from '../src/index.ts';
import { createTestEngine, testJobType, type TestEngine } from '../src/testing/index.ts';
import { noResources } from './no-resources.ts';

/** What is deferred to a commit sees whether it was told not to wait for the disk. On the server of the tests no commit waits. */
const RECORD_COMMITS = `
  CREATE TABLE commits (what text, waits boolean);
  GRANT INSERT ON commits TO rota_engine;
  CREATE FUNCTION record_commit() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      INSERT INTO public.commits
      SELECT TG_ARGV[0], source <> 'session' FROM pg_settings WHERE name = 'synchronous_commit';
      RETURN NULL;
    END
  $$;
  CREATE CONSTRAINT TRIGGER record_create AFTER INSERT ON jobs DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION record_commit('create');
  CREATE CONSTRAINT TRIGGER record_fetch AFTER UPDATE ON pgboss.job DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW WHEN (old.state < 'active' AND new.state = 'active') EXECUTE FUNCTION record_commit('fetch');
  CREATE CONSTRAINT TRIGGER record_claim AFTER UPDATE ON jobs DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW WHEN (new.status = 'processing') EXECUTE FUNCTION record_commit('claim')`;

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

async function commitsOf(type: string): Promise<{ what: string; waits: boolean }[]> {
  const { id } = await engine.create(type);
  const worker = await engine.work();
  await worker.ended(id);
  const commits = await recordedCommits();
  return commits.filter(({ what }) => what !== 'create');
}

async function recordedCommits(): Promise<{ what: string; waits: boolean }[]> {
  const { rows } = await engine.database.owner.execute<{ what: string; waits: boolean }>(
    sql`SELECT what, waits FROM commits`,
  );
  return rows;
}

test.each(['test:tracked', 'test:capped'])(
  'the fetch of %s leaves it to the claim to wait for the disk, before the handler begins',
  async (type) => {
    expect(await commitsOf(type)).toEqual([
      { what: 'fetch', waits: false },
      { what: 'claim', waits: true },
    ]);
  },
);

test('the fetch of a short job waits for the disk, as its claim writes nothing', async () => {
  expect(await commitsOf('test:short')).toEqual([{ what: 'fetch', waits: true }]);
});

/** Nobody can write to the log what makes a commit wait, and nothing else. */
const REFUSE_TO_WAIT = `
  DO $$ BEGIN
    EXECUTE (SELECT format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', oid::regprocedure)
      FROM pg_proc WHERE proname = 'pg_logical_emit_message' AND proargtypes[2] = 'text'::regtype);
  END $$`;

function createSet(count: number) {
  const { orgId } = engine;
  const request = {
    orgId,
    type: 'test:tracked',
    input: {},
    createdBy: { kind: 'system', id: null },
  } as const;
  return engine.jobs.createAndEnqueueJobs(Array.from({ length: count }, () => request));
}

test.each([
  ['a create', () => engine.create('test:tracked')],
  ['a set of creates', () => createSet(3)],
])(
  '%s lets go of its locks before it waits for the disk, and is answered after that',
  async (_what, create) => {
    await engine.database.owner.execute(sql.raw(REFUSE_TO_WAIT));
    await expect(create()).rejects.toThrow('permission denied');
    for (const { what, waits } of await recordedCommits()) expect([what, waits]).toEqual(['create', false]);
    expect(await recordedCommits()).not.toEqual([]);
  },
);

test('a create whose unique key may be taken waits for the disk with its commit', async () => {
  await engine.create('test:tracked', {}, { uniqueKey: 'one' });
  expect(await recordedCommits()).toEqual([{ what: 'create', waits: true }]);
});
