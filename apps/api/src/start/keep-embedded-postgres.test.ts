import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { createDatabase } from '@rota/db';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

import type { StartError } from '../process/start-error.ts';
import { keepEmbeddedPostgres, type KeptPostgres } from './keep-embedded-postgres.ts';
import { createRestartDelay } from './restart-delay.ts';

// Several servers come up and go down in one test; on a busy machine that takes its time.
vi.setConfig({ testTimeout: 60_000 });

let dataDir: string;
let kept: KeptPostgres;
let messages: string[];
let givenUp: PromiseWithResolvers<StartError>;
let log: (line: string) => void;

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'rota-kept-'));
  messages = [];
  givenUp = Promise.withResolvers();
  log = () => undefined;
});
afterEach(async () => {
  await kept.stop();
  await rm(dataDir, { recursive: true });
});

const pidFile = () => join(dataDir, 'data/postmaster.pid');
const readPid = () => Number(readFileSync(pidFile(), 'utf8').split('\n')[0]);
const kill = () => process.kill(readPid(), 'SIGKILL');

/** Kept without the waits between two tries. */
async function keep(): Promise<void> {
  const counted = createRestartDelay();
  kept = await keepEmbeddedPostgres({
    postgres: { dataDir, fsync: false },
    logger: pino(
      {},
      {
        write(line: string) {
          const { msg }: { msg: string } = JSON.parse(line);
          messages.push(msg);
          log(msg);
        },
      },
    ),
    onGivenUp: givenUp.resolve,
    restartDelay: {
      next(livedMs) {
        counted.next(livedMs);
        return 0;
      },
      get deathsInARow() {
        return counted.deathsInARow;
      },
    },
  });
}

/** Resolves at the next line of the log with this message. */
const logged = (message: string): Promise<void> => loggedTimes(message, 1);

/** Resolves when so many more lines with this message have been written. */
function loggedTimes(message: string, count: number): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  let left = count;
  log = (found) => {
    if (found === message) left -= 1;
    if (left === 0) resolve();
  };
  return promise;
}

async function ask(): Promise<void> {
  const { pool, close } = createDatabase({
    url: kept.url,
    applicationName: 'kept test',
    poolMax: 1,
    onError: () => undefined,
  });
  try {
    await pool.query('SELECT 1');
  } finally {
    await close();
  }
}

describe('a kept embedded server', () => {
  test('answers at the same address after each time that it was killed', async () => {
    await keep();
    for (let round = 1; round <= 2; round += 1) {
      const pid = readPid();
      const again = logged('the embedded PostgreSQL runs again');
      kill();
      await again;
      expect(readPid()).not.toBe(pid);
      await ask();
    }
  });

  test('that two programs keep is started once, and ended by the last of them', async () => {
    await keep();
    const first = kept;
    await keep();
    const both = loggedTimes('the embedded PostgreSQL runs again', 2);
    kill();
    await both;
    await first.stop();
    await ask();
    await kept.stop();
    await expect(ask()).rejects.toThrow('ECONNREFUSED');
  });

  test('that is stopped while it is being started again leaves nothing running', async () => {
    await keep();
    const lost = logged('the embedded PostgreSQL was lost and is started again');
    kill();
    await lost;
    await kept.stop();
    await expect(ask()).rejects.toThrow('ECONNREFUSED');
    expect(messages).toEqual(['the embedded PostgreSQL was lost and is started again']);
  });

  test('that does not come up any more is given up after ten tries, and says where to look', async () => {
    await keep();
    writeFileSync(join(dataDir, 'data/postgresql.auto.conf'), "shared_buffers = 'nonsense'\n");
    kill();
    const { message } = await givenUp.promise;
    expect(message).toMatch(/10 restarts in a row did not help.*server\.log/s);
    expect(message).toContain(dataDir);
    expect(
      messages.filter((text) => text === 'the embedded PostgreSQL was lost and is started again'),
    ).toHaveLength(10);
    expect(existsSync(pidFile())).toBe(false);
  });
});
