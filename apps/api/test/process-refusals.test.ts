import { spawnSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { createTestDatabase } from '@rota/db/testing';
import { createDiskStorage } from '@rota/storage';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { claimStorage } from '../src/modules/files/index.ts';
import { createProcessSetup, type ProcessSetup } from './process-setup.ts';
import { freePort, runRota } from './rota-process.ts';

/** Two programs and a database, on a machine that does other things beside. */
const REFUSALS_MS = 60_000;

let setup: ProcessSetup;
beforeAll(async () => {
  setup = await createProcessSetup();
});
afterAll(() => setup[Symbol.asyncDispose]());

describe('a process', () => {
  test('does not wait for a database that turns it away, and keeps the password to itself', async () => {
    const url = Object.assign(new URL(setup.database.urls.owner), { password: 'not-the-password' });
    await using worker = runRota('main.ts', setup.env({ DATABASE_URL: url.href }));
    const { reason } = await worker.logged('the process cannot start');
    expect(reason).toMatch(/refuses the login.*Check DATABASE_URL/);
    expect((await worker.exited).code).toBe(78);
    expect(worker.lines.join()).not.toContain('not-the-password');
  });

  test('says every problem of its configuration, with the database it lacks', async () => {
    await using worker = runRota('main.ts', { PORT: 'http', WORKER_CONCURRENCY: '0' });
    expect((await worker.exited).code).toBe(78);
    expect(worker.lines).toEqual([
      'The configuration has 3 problems:',
      expect.stringMatching(/^ {2}PORT is /),
      expect.stringMatching(/^ {2}WORKER_CONCURRENCY is /),
      expect.stringMatching(/^ {2}DATABASE_URL is missing/),
    ]);
  });

  test('refuses a Node that is too old with a sentence', () => {
    const guard = join(import.meta.dirname, '../src/boot.cjs');
    const script = `Object.defineProperty(process.versions, 'node', { value: '20.20.2' }); require(${JSON.stringify(guard)});`;
    const { status, stderr } = spawnSync(process.execPath, ['-e', script], { encoding: 'utf8' });
    expect(status).toBe(1);
    expect(stderr).toMatch(/^Rota needs Node 26 or newer; this is 20\.20\.2\. .*pnpm/);
  });

  test('of the command db:migrate ends when the database is up to date', async () => {
    await using migration = runRota('migrate.ts', setup.env());
    expect(await migration.exited).toEqual({ code: 0, signal: null });
    expect(migration.lines.at(-1)).toBe('The database is up to date.');
  });

  test.each([
    ['main.ts', 78],
    ['start.ts', 1],
  ] as const)(
    'of %s refuses a data folder with the files of another database, and changes nothing there',
    { timeout: REFUSALS_MS },
    async (file, exitCode) => {
      const dataDir = setup.env()['ROTA_DATA_DIR'] ?? '';
      const storage = createDiskStorage({ root: join(dataDir, 'files') });
      await claimStorage({ db: setup.database.db, storage });
      await writeFile(join(dataDir, 'demo.json'), 'of the first');

      await using other = await createTestDatabase();
      await using rota = runRota(
        file,
        setup.env({ DATABASE_URL: other.urls.owner, PORT: String(await freePort()) }),
      );
      expect((await rota.exited).code).toBe(exitCode);
      expect(rota.lines.join()).toMatch(/files belong to another database.*remove .*files\/installation/s);
      expect(await readFile(join(dataDir, 'demo.json'), 'utf8')).toBe('of the first');
      await claimStorage({ db: setup.database.db, storage });
    },
  );

  // Last: it changes the database of this file.
  test('refuses a database that is older than itself, by the names of the migrations', async () => {
    const { owner } = setup.database;
    await owner.execute(sql`
      DELETE FROM drizzle.__drizzle_migrations
      WHERE created_at = (SELECT max(created_at) FROM drizzle.__drizzle_migrations)`);
    await using worker = runRota('main.ts', setup.env());
    const { reason } = await worker.logged('the process cannot start');
    expect(reason).toMatch(/lacks migrations of this version \(\w+.*pnpm db:migrate/);
    expect((await worker.exited).code).toBe(78);
  });
});
