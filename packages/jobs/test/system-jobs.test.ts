import { once } from 'node:events';

import { systemRuns } from '@rota/db';
import { asc } from 'drizzle-orm';
import { PgBoss } from 'pg-boss';
import { expect, test } from 'vitest';

import { defineSystemJob, type SystemJobContext } from '../src/index.ts';
import { onConnection } from '../src/engine-transaction.ts';
import { createTestEngine } from '../src/testing/index.ts';
import { noResources } from './no-resources.ts';

test('a system job has no row, logs to the process, is retried by the queue, and its runs are kept', async () => {
  const contexts: Pick<SystemJobContext, 'jobId' | 'orgId'>[] = [];
  let finish: () => void = () => undefined;
  const finished = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const handler = defineSystemJob({
    type: 'test:system',
    async run({ jobId, orgId, logger, helpers }) {
      contexts.push({ jobId, orgId });
      helpers.updateProgress(50, 'half');
      logger.info('swept', { files: 3 });
      if (contexts.length === 1) throw new Error('disk is full');
      finish();
    },
  });
  await using engine = await createTestEngine([handler], noResources);
  const boss = new PgBoss({
    db: onConnection(engine.engine.pool),
    migrate: false,
    createSchema: false,
    supervise: false,
    schedule: false,
  });
  boss.on('error', () => undefined);
  await boss.start();
  await boss.send('test/system', null, { retryDelay: 0, retryBackoff: false });
  const worker = await engine.work();
  await finished;
  await worker.stop(5_000);
  await boss.stop({ graceful: false, close: false });

  expect(contexts).toEqual([
    { jobId: expect.stringMatching(/^system_/), orgId: 'system' },
    { jobId: contexts[0]?.jobId, orgId: 'system' },
  ]);
  const runs = await engine.database.owner.select().from(systemRuns).orderBy(asc(systemRuns.startedAt));
  expect(runs).toMatchObject([
    { type: 'test:system', outcome: 'failed', error: { message: 'disk is full' } },
    { type: 'test:system', outcome: 'completed', error: null },
  ]);
  expect(engine.logLines).toContainEqual({
    level: 'info',
    fields: { files: 3, type: 'test:system', jobId: contexts[0]?.jobId, orgId: 'system' },
    message: 'swept',
  });
});

test('a shutdown waits for system jobs as for others, then tells them, and leaves those that do not listen', async () => {
  const started = Promise.withResolvers<AbortSignal>();
  const handler = defineSystemJob({
    type: 'test:system',
    run({ signal }) {
      started.resolve(signal);
      return new Promise(() => undefined);
    },
  });
  await using engine = await createTestEngine([handler], noResources);
  await engine.engine.pool.query(`INSERT INTO pgboss.job (name) VALUES ('test/system')`);
  const worker = await engine.work();
  const signal = await started.promise;
  const stopped = worker.stop(1_000);
  await expect(once(signal, 'abort', { signal: AbortSignal.timeout(500) })).rejects.toThrow('aborted');
  await stopped;
  expect(signal.aborted).toBe(true);
});
