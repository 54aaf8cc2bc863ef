import { jobs, newId } from '@rota/db';
import { createTestOrganisation } from '@rota/db/testing';
import { inArray, sql } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { enqueue, type NewJob } from '../src/create/enqueue.ts';
import { inEngineTransaction, onConnection } from '../src/engine-transaction.ts';
import { insertJobMessages } from '../src/queue/insert-job-messages.ts';
import type { SqlExecutor } from '../src/sql-executor.ts';
import { createTestEngine, type TestEngine } from '../src/testing/index.ts';
import { noResources } from './no-resources.ts';

const QUEUES = ['default', 'few'];
const TYPES = ['test:quick', 'test:long', 'test:unmeasured'];

let engine: TestEngine;
let orgs: string[];
beforeAll(async () => {
  engine = await createTestEngine([], noResources);
  await engine.queue.createQueue('few');
  orgs = await Promise.all([1, 3, 0.7].map(createOrganisation));
  const { owner } = engine.database;
  await owner.execute(sql`
    INSERT INTO job_type_costs (type, average_ms) VALUES ('test:quick', 3), ('test:long', 1234.5)`);
  // One queue has come further than some of its lines, and has been rebased; the other one has no clock.
  await owner.execute(
    sql`INSERT INTO queue_clocks (queue, virtual_time, base) VALUES ('default', 9000, 4000)`,
  );
});
afterAll(() => engine[Symbol.asyncDispose]());

async function createOrganisation(weight: number): Promise<string> {
  const orgId = await createTestOrganisation(engine.database);
  await engine.database.owner.execute(sql`UPDATE organisations SET weight = ${weight} WHERE id = ${orgId}`);
  return orgId;
}

function newJob(own: Partial<NewJob> = {}): NewJob {
  return {
    id: newId(),
    messageId: newId(),
    orgId: engine.orgId,
    type: 'test:quick',
    status: 'pending',
    queue: 'default',
    priority: 'normal',
    input: {},
    maxAttempts: 5,
    retry: { strategy: 'fixed', baseSeconds: 5, maxSeconds: 5, delaysSeconds: [], jitter: 0 },
    timeoutSeconds: 60,
    runAt: null,
    createdBy: { kind: 'system', id: null },
    subject: null,
    uniqueKey: null,
    ...own,
  };
}

const scheduled = { messageId: null, status: 'scheduled', runAt: '2100-01-01T00:00:00.000Z' } as const;
const write = (executor: SqlExecutor, set: readonly NewJob[]) =>
  enqueue(executor, { queue: engine.queue, jobs: set });
const onPool = () => onConnection(engine.engine.pool);

type Placed = { jobId: string; queue: string; tag: string; priority: number };

async function placesOf(executor: SqlExecutor, set: readonly NewJob[]): Promise<Placed[]> {
  const { rows } = await executor.executeSql<Placed>(
    `SELECT data ->> 'jobId' AS "jobId", name AS queue, data ->> 'tag' AS tag, priority
     FROM pgboss.job WHERE id = ANY ($1::uuid[]) ORDER BY 1`,
    [set.map(({ messageId }) => messageId)],
  );
  return rows;
}

/** The places that a set gets, and the ends of the lines behind it, while `put` is not committed. */
async function placesWith(
  put: (executor: SqlExecutor, set: readonly NewJob[]) => Promise<unknown>,
  set: readonly NewJob[],
) {
  let seen: unknown;
  const taken = inEngineTransaction(engine.engine.pool, async (executor) => {
    await put(executor, set);
    const lines = await executor.executeSql('SELECT * FROM queue_lines ORDER BY queue, org_id', []);
    seen = { messages: await placesOf(executor, set), lines: lines.rows };
    throw new Error('taken back');
  });
  await expect(taken).rejects.toThrow('taken back');
  return seen;
}

const aJob = fc.record({
  org: fc.nat(2),
  type: fc.constantFrom(...TYPES),
  queue: fc.constantFrom(...QUEUES),
  priority: fc.constantFrom('low' as const, 'normal' as const),
});

test('each job of a mixed set has the place that it would have if its turn were reserved first', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(aJob, { minLength: 1, maxLength: 40 }), async (plan) => {
      const set = plan.map(({ org, ...own }) => newJob({ ...own, orgId: orgs[org] ?? '' }));
      const messages = set.map((job) => ({ ...job, jobId: job.id, messageId: job.messageId ?? '' }));
      const inSteps = await placesWith(
        (executor) => insertJobMessages(executor, { queue: engine.queue, jobs: messages }),
        set,
      );
      expect(await placesWith(write, set)).toEqual(inSteps);
      // The lines of the next set are longer.
      await write(onPool(), set);
      expect(await placesOf(onPool(), set)).toMatchObject(set.map(({ id, queue }) => ({ jobId: id, queue })));
    }),
    { numRuns: 30 },
  );
});

test('a set without jobs of high priority is one statement; those change places before their messages are put', async () => {
  const statementsOf = async (set: readonly NewJob[]) => {
    let statements = 0;
    await inEngineTransaction(engine.engine.pool, ({ owner, executeSql }) =>
      write(
        {
          owner,
          executeSql: (text, values) => {
            statements += 1;
            return executeSql(text, values);
          },
        },
        set,
      ),
    );
    return statements;
  };
  expect(await statementsOf([newJob({ priority: 'low' }), newJob({ ...scheduled, priority: 'high' })])).toBe(
    1,
  );
  expect(await statementsOf([newJob(), newJob({ priority: 'high' })])).toBeGreaterThan(1);
});

test('a job that is not written, or does not run yet, takes no turn', async () => {
  const orgId = await createOrganisation(1);
  const key = { orgId, uniqueKey: 'once', queue: 'few' };
  const set = [newJob(key), newJob(key), newJob({ orgId, queue: 'few', ...scheduled }), newJob(key)];
  const written = await write(onPool(), set);
  expect([...written.keys()]).toEqual([set[0]?.id, set[2]?.id]);
  const after = newJob({ orgId, queue: 'few' });
  await write(onPool(), [after]);
  expect((await placesOf(onPool(), [...set, after])).map(({ tag }) => Number(tag))).toEqual([0, 1_000]);
});

test('a set with a job for a queue that is not there is refused as a whole', async () => {
  const set = [newJob(), newJob({ queue: 'nowhere' })];
  await expect(write(onPool(), set)).rejects.toThrow('a queue of these jobs is not there');
  const ids = set.map(({ id }) => id);
  expect(await engine.database.owner.$count(jobs, inArray(jobs.id, ids))).toBe(0);
  expect(await placesOf(onPool(), set)).toEqual([]);
});
