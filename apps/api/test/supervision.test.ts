import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { createJobCalls } from './job-calls.ts';
import { createProcessSetup, type ProcessSetup } from './process-setup.ts';
import { runningOf, runRota, type RotaProcess } from './rota-process.ts';

/** A supervisor with two processes, a rescue of 10 s, on a machine that does other things beside. */
const SUPERVISION_MS = 90_000;

let setup: ProcessSetup;
let rota: RotaProcess;
beforeAll(async () => {
  setup = await createProcessSetup();
  rota = runRota('start.ts', setup.env());
  await rota.line(/^Rota is running/);
}, SUPERVISION_MS);
afterAll(async () => {
  await rota[Symbol.asyncDispose]();
  await setup[Symbol.asyncDispose]();
});

describe('start on a DATABASE_URL', () => {
  test(
    'starts a killed worker again, and the job in its hands completes in one more run of the same attempt',
    { timeout: SUPERVISION_MS },
    async () => {
      const { api } = setup;
      const { pid } = await rota.logged('the worker runs jobs');
      const job = await api.createDemoJob({ steps: 6, stepMilliseconds: 1_000 });
      const seen = await api.seeJob(job.id, ({ status }) => status === 'processing');
      const from = rota.lines.length;
      process.kill(pid, 'SIGKILL');
      const death = await rota.logged('a process died and is started again', { from });
      expect(death).toMatchObject({ process: 'worker', exited: pid, signal: 'SIGKILL', restartInMs: 1_000 });
      await rota.logged('the worker runs jobs', { from });

      const ended = await createJobCalls(setup.access).waitForEnd(job.id);
      expect(ended).toMatchObject({ status: 'completed', attempt: 1 });
      expect(ended.workerId).not.toBe(seen.workerId);
      expect(await api.listRuns(job.id)).toMatchObject([
        { run: 1, attempt: 1, outcome: 'lost', workerId: seen.workerId },
        { run: 2, attempt: 1, outcome: 'completed', workerId: ended.workerId },
      ]);
    },
  );

  test('starts a killed API again on its port, while jobs go on', { timeout: SUPERVISION_MS }, async () => {
    const { api } = setup;
    const { pid } = await rota.logged('the API listens');
    const job = await api.createDemoJob({ steps: 4, stepMilliseconds: 1_000 });
    await api.seeJob(job.id, ({ status }) => status === 'processing');
    const from = rota.lines.length;
    process.kill(pid, 'SIGKILL');
    await rota.logged('the API listens', { from });
    expect(await api.getJob(job.id, 30)).toMatchObject({ status: 'completed', attempt: 1 });
    expect(await api.listRuns(job.id)).toHaveLength(1);
  });

  test('ends all processes in order on SIGTERM', { timeout: SUPERVISION_MS }, async () => {
    const pids = rota.lines
      .filter((line) => line.startsWith('{'))
      .map((line) => (JSON.parse(line) as { pid: number }).pid);
    rota.kill('SIGTERM');
    expect(await rota.exited).toEqual({ code: 0, signal: null });
    expect(await runningOf([...new Set(pids)])).toEqual([]);
    const ended = rota.lines.filter((line) => line.includes('"msg":"ended"'));
    expect(ended).toHaveLength(2);
  });

  test('kills all processes when it is told again', { timeout: SUPERVISION_MS }, async () => {
    const { api } = setup;
    await using again = runRota('start.ts', setup.env({ SHUTDOWN_GRACE_SECONDS: '3600' }));
    await again.line(/^Rota is running/);
    const { pid } = await again.logged('the worker runs jobs');
    const job = await api.createDemoJob({ steps: 1, stepMilliseconds: 3_600_000 });
    await api.seeJob(job.id, ({ status }) => status === 'processing');
    again.interrupt();
    await again.logged('shutting down', { service: 'worker' });
    // What comes within a second of the first counts as the same.
    const insistence = setInterval(() => again.interrupt(), 100);
    expect(await again.exited).toEqual({ code: 1, signal: null });
    clearInterval(insistence);
    expect(await runningOf([pid])).toEqual([]);
  });
});
