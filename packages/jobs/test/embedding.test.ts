/** Runs the program of docs/embedding.md as it stands there, in a process of its own. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';

import { encodeId, workers } from '@rota/db';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { createTestEngine, type TestEngine } from '../src/testing/index.ts';
import { noResources } from './no-resources.ts';

const PAGE = resolve(import.meta.dirname, '../../../docs/embedding.md');

let engine: TestEngine;
let folder: string;

beforeAll(async () => {
  engine = await createTestEngine([], noResources);
  // Beside this file, so that its imports lead where those of a package of the workspace lead.
  folder = await mkdtemp(join(import.meta.dirname, '.embedding-'));
});
afterAll(async () => {
  await engine[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

test('a program with a handler of its own runs its jobs, is known to operators, and ends in order', async () => {
  const child = await startProgram();
  const line = createLineFinder(child);
  const { workerId } = await line('the worker runs jobs');
  const { jobId } = await line('made');
  const job = await engine.waitFor(String(jobId), ({ status }) => status === 'completed');
  expect(job).toMatchObject({
    workerId,
    type: 'invoice:send',
    output: { sentTo: '2026-0042@example.com' },
    attempt: 1,
  });
  expect(await engine.logs(job.id)).toMatchObject([{ message: 'sending', fields: { invoice: '2026-0042' } }]);
  const [row] = await engine.database.owner.select().from(workers);
  expect(row).toMatchObject({ id: workerId, pid: child.pid, version: '1.0.0', slots: 10 });

  child.kill('SIGTERM');
  expect(await once(child, 'exit')).toEqual([0, null]);
  expect(await engine.database.owner.select().from(workers)).toEqual([]);
});

async function startProgram(): Promise<ChildProcess> {
  const program = /`invoice-worker\.ts`\n\n```ts\n(.*?)```/s.exec(await readFile(PAGE, 'utf8'))?.[1];
  if (program === undefined) throw new Error('the page has no program');
  const file = join(folder, 'invoice-worker.ts');
  await writeFile(file, program);
  return spawn(process.execPath, [file], {
    env: {
      PATH: process.env['PATH'],
      DATABASE_URL: engine.database.urls.owner,
      ORG_ID: encodeId('org', engine.orgId),
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

/** Finds the line of the log with a message, once; waits for it. Rejects when the program ends without it. */
function createLineFinder(child: ChildProcess) {
  const lines: Record<string, unknown>[] = [];
  const changed = new Set<() => void>();
  let isOpen = true;
  if (child.stdout === null) throw new Error('the program has no output');
  const tell = () => {
    for (const look of changed) look();
  };
  createInterface(child.stdout)
    .on('line', (line) => {
      lines.push(JSON.parse(line) as Record<string, unknown>);
      tell();
    })
    .on('close', () => {
      isOpen = false;
      tell();
    });

  return (message: string) =>
    new Promise<Record<string, unknown>>((found, missing) => {
      const look = () => {
        const line = lines.find((one) => one['message'] === message);
        if (line !== undefined) found(line);
        else if (!isOpen) missing(new Error(`it ended without "${message}": ${JSON.stringify(lines)}`));
        else return;
        changed.delete(look);
      };
      changed.add(look);
      look();
    });
}
