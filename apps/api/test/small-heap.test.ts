import { readFile } from 'node:fs/promises';

import { expect, test } from 'vitest';

import { createProcessSetup } from './process-setup.ts';

test(
  'a worker that is started by itself has the small heap of one under start, in the process that was started',
  { timeout: 60_000 },
  async () => {
    await using setup = await createProcessSetup();
    await using worker = await setup.startWorker();
    const { pid } = await worker.logged('the worker runs jobs');
    expect(pid).toBe(worker.pid);
    const readProcess = async (file: string) => (await readFile(`/proc/${pid}/${file}`, 'utf8')).split('\0');
    expect(await readProcess('cmdline')).toEqual(
      expect.arrayContaining(['--max-semi-space-size=8', '--heap-growing-percent=50']),
    );
    expect(await readProcess('environ')).toContain('MALLOC_ARENA_MAX=2');
  },
);
