import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { StartError } from '../process/start-error.ts';
import { superviseProcess, type SupervisedProcess } from './supervised-process.ts';

const logger = pino({ level: 'silent' });
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rota-supervised-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** A child that tells its supervisor what it does, and a count of how often it was started. */
async function supervise(script: string, stopTimeoutMs = 10_000) {
  const file = join(folder, `${crypto.randomUUID()}.mjs`);
  await writeFile(file, script);
  const starts: ReturnType<typeof fork>[] = [];
  const waiting: (() => void)[] = [];
  const supervised: SupervisedProcess = superviseProcess({
    name: 'child',
    stopTimeoutMs,
    logger,
    spawn() {
      const child = fork(file, [], { execArgv: [], stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
      starts.push(child);
      for (const go of waiting.splice(0)) go();
      return child;
    },
  });
  const started = async (count: number) => {
    while (starts.length < count) await new Promise<void>((go) => waiting.push(go));
    return starts[count - 1]!;
  };
  return { supervised, starts, started };
}

const READY = `process.send({ kind: 'ready' });`;
const HEEDS_SIGTERM = `process.on('SIGTERM', () => process.exit(0)); setInterval(() => {}, 1e6); ${READY}`;

describe('a supervised process', () => {
  test('that is killed is started again', async () => {
    const { supervised, started } = await supervise(HEEDS_SIGTERM);
    await supervised.ready;
    (await started(1)).kill('SIGKILL');
    const second = await started(2);
    await once(second, 'message');
    await supervised.stop();
    expect(second.exitCode).toBe(0);
  });

  test('that says it cannot run as things are is not started again', async () => {
    const { supervised, starts } = await supervise('process.exit(78)');
    await expect(supervised.ready).rejects.toThrow(StartError);
    await supervised.stop();
    expect(starts).toHaveLength(1);
  });

  test('that dies on its way up is started again until it is ready', async () => {
    const mark = join(folder, 'second');
    const { supervised, starts } = await supervise(
      `import { existsSync, writeFileSync } from 'node:fs';
       if (!existsSync(${JSON.stringify(mark)})) { writeFileSync(${JSON.stringify(mark)}, ''); process.exit(1); }
       ${HEEDS_SIGTERM}`,
    );
    await supervised.ready;
    expect(starts).toHaveLength(2);
    await supervised.stop();
  });

  test('that was well once is started again whatever it says', async () => {
    const { supervised, started } = await supervise(
      `${READY} process.on('message', () => process.exit(78));`,
    );
    await supervised.ready;
    const first = await started(1);
    first.send('end');
    await started(2);
    expect(first.exitCode).toBe(78);
    await supervised.stop();
  });

  test('is asked to end once only, though it is told to restart and to stop meanwhile', async () => {
    const report = join(folder, 'signals');
    const { supervised, started } = await supervise(
      `import { appendFileSync } from 'node:fs';
       process.on('SIGTERM', () => { appendFileSync(${JSON.stringify(report)}, 'x'); process.send('asked'); });
       process.on('message', () => process.exit(0));
       ${READY}`,
    );
    await supervised.ready;
    const child = await started(1);
    supervised.restart();
    await once(child, 'message');
    supervised.restart();
    const stopped = supervised.stop();
    child.send('go');
    await stopped;
    expect(await readFile(report, 'utf8')).toBe('x');
  });

  test('that does not heed its signal is killed when the time is up', async () => {
    const { supervised, started } = await supervise(
      `process.on('SIGTERM', () => {}); setInterval(() => {}, 1e6); ${READY}`,
      200,
    );
    await supervised.ready;
    await supervised.stop();
    expect((await started(1)).signalCode).toBe('SIGKILL');
  });
});
