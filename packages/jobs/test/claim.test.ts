import type { Socket } from 'node:net';

import { createDatabase } from '@rota/db';
import type { PoolClient } from 'pg';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';

import { claim } from '../src/runner/claim.ts';
import { createTestEngine, defineTestJob, type TestEngine } from '../src/testing/index.ts';
import { noResources } from './no-resources.ts';

const TYPE = 'test:any';

/** Who holds this lock holds up the commits of first claims. */
const COMMIT_LOCK = 'pg_advisory_xact_lock(1)';

/** For breaking the connection between a claim's last word and its commit. */
const HOLD_FIRST_CLAIMS = `
  CREATE FUNCTION hold_claim() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      PERFORM ${COMMIT_LOCK};
      RETURN NULL;
    END
  $$;
  CREATE CONSTRAINT TRIGGER hold_claim AFTER UPDATE ON jobs DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW WHEN (new.status = 'processing' AND new.run = 1) EXECUTE FUNCTION hold_claim()`;

let engine: TestEngine;
beforeAll(async () => {
  engine = await createTestEngine([defineTestJob(TYPE, async () => ({ output: {} }))], noResources);
});
afterAll(() => engine[Symbol.asyncDispose]());

test('a claim that is committed and not answered is handed back by the worker itself: no attempt, no loss', async () => {
  await engine.database.owner.execute(HOLD_FIRST_CLAIMS);
  const job = await engine.create(TYPE);
  const deliveries = await engine.queue.fetch('default', { count: 1 });

  const { pool, close } = createDatabase({
    url: engine.database.urls.engine,
    applicationName: 'claiming',
    poolMax: 1,
    connectTimeoutMs: 60_000,
    onError: () => undefined,
  });
  onTestFinished(close);
  const sockets = new Set<Socket>();
  pool.on('connect', (client) => sockets.add(socketOf(client)));
  // A claim is tried again for 5 s; to connect is not to take of them.
  await pool.query('SELECT');
  const options = { pool, workerId: 'worker', types: [TYPE], shortTypes: [], caps: { ids: () => [] } };
  const { claiming } = await engine.database.owner.transaction(async (tx) => {
    await tx.execute(`SELECT ${COMMIT_LOCK}`);
    const begun = claim(options, deliveries);
    await expect.poll(isHeld).toBe(true);
    // The server does not look whether anybody waits for its answer.
    for (const socket of sockets) socket.destroy();
    return { claiming: begun };
  });

  const { jobs } = await claiming;
  expect(jobs).toMatchObject([{ id: job.id, run: 2, attempt: 1, losses: 0 }]);
  expect(await engine.runs(job.id)).toMatchObject([{ run: 1, attempt: 1, outcome: 'handed_back' }]);
});

async function isHeld(): Promise<boolean> {
  const { rows } = await engine.engine.pool.query(
    `SELECT FROM pg_stat_activity WHERE application_name = 'claiming' AND wait_event_type = 'Lock'`,
  );
  return rows.length > 0;
}

/** The driver's types leave it out. */
function socketOf(client: PoolClient): Socket {
  return (client as PoolClient & { connection: { stream: Socket } }).connection.stream;
}
