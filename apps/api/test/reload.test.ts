import { open } from 'node:fs/promises';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { createProcessSetup, type ProcessSetup } from './process-setup.ts';
import { runRota, type RotaProcess } from './rota-process.ts';

/** Supervisor, API, worker and Vite, on a machine that does other things beside. */
const DEVELOPMENT_MS = 120_000;

/** Any source that both processes load. */
const SOURCE = join(import.meta.dirname, '../src/system-schedules.ts');

let setup: ProcessSetup;
let rota: RotaProcess;
beforeAll(async () => {
  setup = await createProcessSetup();
  rota = runRota('start.ts', setup.env(), { args: ['--dev'] });
  await rota.line(/^Rota is running/);
}, DEVELOPMENT_MS);
afterAll(async () => {
  await rota[Symbol.asyncDispose]();
  await setup[Symbol.asyncDispose]();
});

/** As an editor does; resolves when the processes that loaded it are there again. */
async function saveSource(): Promise<void> {
  const from = rota.lines.length;
  await saveAsItIs();
  await rota.logged('a source has changed: processes are started again', { from });
  await Promise.all([
    rota.logged('the API listens', { from }),
    rota.logged('the worker runs jobs', { from }),
  ]);
}

/** In place: other tests load the same source meanwhile, and must not find it cut off. */
async function saveAsItIs(): Promise<void> {
  await using source = await open(SOURCE, 'r+');
  await source.write(await source.readFile(), 0, undefined, 0);
}

describe('start --dev', () => {
  test('serves the console from its sources, and the API through it', async () => {
    const link = await rota.line(/^ {2}Console/);
    const url = link.replace(/^ {2}Console +/, '');
    expect(new URL(url).port).toBe(String(Number(new URL(setup.access.url).port) + 1));
    expect(await (await fetch(url)).text()).toContain('/@vite/client');
    expect((await fetch(new URL('/v1/meta', url))).status).toBe(200);
  });

  test(
    'hands a job on when a file is saved while it runs: it ends once, and spends no attempt',
    { timeout: DEVELOPMENT_MS },
    async () => {
      const { api } = setup;
      const job = await api.createDemoJob({ steps: 5, stepMilliseconds: 1_000 });
      const before = await api.seeJob(job.id, ({ status }) => status === 'processing');
      await saveSource();
      const after = await api.getJob(job.id, 30);
      expect(after).toMatchObject({ status: 'completed', attempt: 1 });
      expect(after.workerId).not.toBe(before.workerId);
      const outcomes = (await api.listRuns(job.id)).map(({ outcome }) => outcome);
      expect(outcomes.at(-1)).toBe('completed');
      expect(new Set(outcomes.slice(0, -1))).toEqual(new Set(['handed_back']));
    },
  );

  test(
    'loses and doubles nothing when files are saved while many jobs come and go',
    { timeout: DEVELOPMENT_MS },
    async () => {
      const { api } = setup;
      const jobs = await Promise.all(
        Array.from({ length: 40 }, () => api.createDemoJob({ steps: 1, stepMilliseconds: 300 })),
      );
      await saveSource();
      await saveSource();
      for (const { id } of jobs) {
        expect(await api.getJob(id, 30)).toMatchObject({ status: 'completed', attempt: 1 });
        const outcomes = (await api.listRuns(id)).map(({ outcome }) => outcome);
        expect(outcomes.filter((outcome) => outcome === 'completed')).toHaveLength(1);
        expect(outcomes.filter((outcome) => outcome !== 'completed' && outcome !== 'handed_back')).toEqual(
          [],
        );
      }
    },
  );
});
