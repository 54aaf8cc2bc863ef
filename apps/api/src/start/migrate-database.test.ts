import { Client } from 'pg';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';

import { createProcessSetup, type ProcessSetup } from '../../test/process-setup.ts';
import { readEnv } from '../env.ts';
import { createJobRegistry } from '../job-registry.ts';
import { migrateDatabase } from './migrate-database.ts';

let setup: ProcessSetup;
let holder: Client;
beforeEach(async () => {
  setup = await createProcessSetup();
  holder = new Client({ connectionString: setup.database.urls.owner, application_name: 'long report' });
  await holder.connect();
});
afterEach(async () => {
  await holder.end();
  await setup[Symbol.asyncDispose]();
});

test('a migration that waits for a table of the queue gives up in time and names who holds it', async () => {
  await holder.query('BEGIN');
  await holder.query('LOCK TABLE pgboss.queue IN SHARE MODE');
  const { rows } = await holder.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  const waited: object[] = [];
  const migrating = migrateDatabase({
    urls: setup.database.urls,
    registry: createJobRegistry(readEnv({})),
    logger: pino({ level: 'warn' }, { write: (line) => waited.push(JSON.parse(line) as object) }),
    lockPatience: { timeoutMs: 200, pauseMs: 100, triesMax: 2 },
  });
  const failure: unknown = await migrating.catch((error: unknown) => error);
  expect(failure).toMatchObject({ name: 'DatabaseSetupError' });
  expect(String(failure)).toContain('in 2 tries');
  expect(String(failure)).toContain(`SELECT pg_terminate_backend(${rows[0]?.pid});  -- long report`);
  expect(waited).toEqual([expect.objectContaining({ try: 1, msg: expect.stringContaining('lock') })]);
});
