/** What operators see of real processes, and workers that a host calls. */
import type { SystemHealth, WorkerRun } from '@rota/contracts/server';
import { afterEach, beforeEach, expect, test } from 'vitest';

import { createToken } from '../src/token-strength.ts';
import { createProcessSetup, type ProcessSetup } from './process-setup.ts';
import type { RotaProcess } from './rota-process.ts';

const PROCESSES_MS = 90_000;
/** A worker is taken for gone after 15 s; the rest is for a busy machine. */
const GONE = { timeout: 25_000, interval: 250 };

const tokens = { OPERATOR_TOKEN: createToken(), WORKER_SECRET_TOKEN: createToken() };

let setup: ProcessSetup;
beforeEach(async () => {
  setup = await createProcessSetup();
});
afterEach(() => setup[Symbol.asyncDispose]());

async function call<Body>(
  path: string,
  { method = 'GET', token = tokens.OPERATOR_TOKEN } = {},
): Promise<Body> {
  const headers = { Authorization: `Bearer ${token}` };
  const response = await fetch(`${setup.access.url}/v1/system/${path}`, { method, headers });
  expect(response.status).toBe(200);
  return (await response.json()) as Body;
}

const health = () => call<SystemHealth>('health');
const runWorker = (seconds: number) =>
  call<WorkerRun>(`worker/run?seconds=${seconds}`, { method: 'POST', token: tokens.WORKER_SECRET_TOKEN });

async function idOf(worker: RotaProcess): Promise<unknown> {
  return (await worker.logged('the worker runs jobs'))['workerId'];
}

test(
  'health is degraded when one of two workers was killed, and down when the other was too',
  { timeout: PROCESSES_MS },
  async () => {
    await using api = await setup.startApi({ ...tokens, ROTA_ENVIRONMENT: 'staging', ROTA_REGION: 'eu-1' });
    await using first = await setup.startWorker();
    await using second = await setup.startWorker();
    const [firstId, secondId] = [await idOf(first), await idOf(second)];
    expect(await health()).toMatchObject({
      status: 'ok',
      workerIds: [secondId, firstId],
      environment: { name: 'staging', region: 'eu-1' },
    });
    first.kill('SIGKILL');
    await expect.poll(health, GONE).toMatchObject({ status: 'degraded', workerIds: [secondId] });
    second.kill('SIGKILL');
    await expect.poll(health, GONE).toMatchObject({ status: 'down', workerAlive: false, workerIds: [] });
    expect(api.lines.join('\n')).not.toContain(tokens.OPERATOR_TOKEN);
  },
);

test('a worker that ends in order is not missed', { timeout: PROCESSES_MS }, async () => {
  await using api = await setup.startApi(tokens);
  await using first = await setup.startWorker();
  await using second = await setup.startWorker();
  first.kill('SIGTERM');
  await first.exited;
  expect(await health()).toMatchObject({ status: 'ok', workerIds: [await idOf(second)] });
  api.kill('SIGTERM');
  expect((await api.exited).code).toBe(0);
});

test(
  'an API process runs jobs when a host calls it, and those that it died over run with the next call',
  { timeout: PROCESSES_MS },
  async () => {
    const first = await setup.startApi(tokens);
    const done = await setup.api.createDemoJob({ steps: 2, stepMilliseconds: 10 });
    expect(await runWorker(20)).toMatchObject({ claimed: 1, completed: 1, left: 0 });
    expect(await setup.api.getJob(done.id)).toMatchObject({ status: 'completed', attempt: 1 });

    const job = await setup.api.createDemoJob({ steps: 6, stepMilliseconds: 1_000 });
    const cutOff = runWorker(20).catch(() => undefined);
    await setup.api.seeJob(job.id, ({ status }) => status === 'processing');
    first.kill('SIGKILL');
    await Promise.all([first.exited, cutOff]);
    await using second = await setup.startApi(tokens);
    // Heartbeats of the dead process are missed after 10 s.
    const runAgain = async () => {
      await runWorker(20);
      return (await setup.api.getJob(job.id)).status;
    };
    await expect.poll(runAgain, { timeout: 45_000 }).toBe('completed');
    expect(await setup.api.listRuns(job.id)).toMatchObject([{ outcome: 'lost' }, { outcome: 'completed' }]);
    expect(await setup.api.getJob(job.id)).toMatchObject({ status: 'completed', attempt: 1 });
    second.kill('SIGTERM');
    expect((await second.exited).code).toBe(0);
  },
);
