import { readFile } from 'node:fs/promises';

import { jobTypes, type Job } from '@rota/contracts/server';
import { accounts, decodeId, newId } from '@rota/db';
import { count, countDistinct, eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { openEventSource } from './event-source.ts';
import { createJobCalls, type JobCalls } from './job-calls.ts';
import { createProcessSetup, type ProcessSetup } from './process-setup.ts';
import { runRota } from './rota-process.ts';

const ROWS = 200_000;
/** Imported once more: more than any one chunk. */
const UPDATED_ROWS = 40_000;
const KILLED_ROWS = 60_000;
/** One of its second half that is no failure: whatever is told before is told of the chunks before it. */
const HELD_ID = 'crm-30001';
/** What a worker may take at most, all of it counted: runtime, engine, connections, the import. */
const WORKER_MIB_MAX = 250;
/** Two imports of that size, or one and a rescue, on a machine that does other things beside. */
const IMPORTS_MS = 400_000;

const closers = new AsyncDisposableStack();
let setup: ProcessSetup;
let calls: JobCalls;
beforeAll(async () => {
  setup = closers.use(await createProcessSetup());
  calls = createJobCalls(setup.access);
});
beforeEach(async () => {
  await setup.database.owner.delete(accounts);
});
afterAll(() => closers.disposeAsync());

/** Some 120 bytes a row, with quotation marks and commas in cells. One row in `everyNth` lacks the name it needs. */
function toCsv(rows: number, { everyNth = Infinity } = {}): string[] {
  const lines = ['External ID,Name,Domain,Employees,City,Note\r\n'];
  for (let row = 1; row <= rows; row += 1) {
    const note = `"He said ""${row}"" and left it at that"`;
    const name = row % everyNth === 0 ? '' : `"Company, number ${row}"`;
    lines.push(`crm-${row},${name},company-${row}.example.com,${row % 5_000},Springfield,${note}\r\n`);
  }
  return lines;
}

async function storedAccounts() {
  const [stored] = await setup.database.owner
    .select({ rows: count(), externalIds: countDistinct(accounts.externalId) })
    .from(accounts);
  return stored;
}

/**
 * Keeps an account of that external id in an open transaction: an import that comes to it waits there, until what this
 * answers is called, and then finds no such account.
 */
async function holdAccount(externalId: string): Promise<() => Promise<void>> {
  const { promise: isHeld, resolve: hold } = Promise.withResolvers<void>();
  const { promise: isOver, resolve: end } = Promise.withResolvers<void>();
  const orgId = decodeId('org', setup.access.orgId) ?? '';
  const holding = setup.database.owner.transaction(async (tx) => {
    await tx.insert(accounts).values({ id: newId(), orgId, externalId, name: 'Held' });
    hold();
    await isOver;
    await tx.delete(accounts).where(eq(accounts.externalId, externalId));
  });
  await Promise.race([isHeld, holding]);
  return () => {
    end();
    return holding;
  };
}

/** Resolves when a running job has come that far. */
async function seeProgress(jobId: string, percent: number): Promise<void> {
  const { url, orgId, apiKey } = setup.access;
  await using events = await openEventSource(`${url}/v1/orgs/${orgId}/jobs/${jobId}/events`, {
    Authorization: `Bearer ${apiKey}`,
  });
  await events.until(({ data }) => {
    if (data.type === 'job.progress') return data.progress.percent >= percent;
    return data.type === 'job.updated' && data.job.progress.percent >= percent;
  });
}

/** The external ids in an errors file, in its order. */
async function readFailedIds(fileId: string | null): Promise<string[]> {
  return [...(await calls.download(fileId)).matchAll(/crm-\d+/g)].map(([id]) => id);
}

/** The most memory that the worker's process has had at once, as the kernel counts it. */
async function readPeakMib(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1]) / 1024;
}

const secondsOf = ({ startedAt, finishedAt }: Job): number =>
  (Date.parse(finishedAt ?? '') - Date.parse(startedAt ?? '')) / 1_000;

describe('a large import', () => {
  test(
    'of 200,000 rows makes each once, and updates those that come again, in less than 250 MB',
    { timeout: IMPORTS_MS },
    async () => {
      await using processes = new AsyncDisposableStack();
      processes.use(await setup.startApi());
      await using worker = await setup.startWorker();
      const { id: fileId, sizeBytes } = await calls.uploadCsv(toCsv(ROWS));
      expect(sizeBytes).toBeGreaterThan(20_000_000);
      const sound = { rowsFailed: 0, errorsFileId: null };
      const first = await calls.runJob('data:import', { fileId, collection: 'accounts' });
      expect(first.output).toEqual({ ...sound, rowsRead: ROWS, rowsCreated: ROWS, rowsUpdated: 0 });
      const part = await calls.uploadCsv(toCsv(UPDATED_ROWS));
      const again = await calls.runJob('data:import', { fileId: part.id, collection: 'accounts' });
      expect(again.output).toEqual({
        ...sound,
        rowsRead: UPDATED_ROWS,
        rowsCreated: 0,
        rowsUpdated: UPDATED_ROWS,
      });
      expect(await storedAccounts()).toEqual({ rows: ROWS, externalIds: ROWS });

      const peakMib = await readPeakMib(worker.pid);
      expect(peakMib).toBeGreaterThan(0);
      expect(peakMib, `after ${secondsOf(first)} s and ${secondsOf(again)} s`).toBeLessThan(WORKER_MIB_MAX);
    },
  );

  test(
    'counts every row once, and reports every failure once, when its worker is killed in the middle',
    { timeout: IMPORTS_MS },
    async () => {
      await using rota = runRota('start.ts', setup.env());
      await rota.line(/^Rota is running/);
      const { pid } = await rota.logged('the worker runs jobs');
      const { id: fileId } = await calls.uploadCsv(toCsv(KILLED_ROWS, { everyNth: 500 }));
      await using holding = new AsyncDisposableStack();
      holding.defer(await holdAccount(HELD_ID));
      const { id } = await calls.createJob('data:import', { fileId, collection: 'accounts' });
      await seeProgress(id, 10);
      process.kill(pid, 'SIGKILL');
      await holding.disposeAsync();

      const job = await calls.waitForEnd(id);
      const rowsFailed = KILLED_ROWS / 500;
      const rowsCreated = KILLED_ROWS - rowsFailed;
      const counts = { rowsRead: KILLED_ROWS, rowsCreated, rowsUpdated: 0, rowsFailed };
      expect(job).toMatchObject({ status: 'completed', attempt: 1, output: counts });
      expect(await storedAccounts()).toEqual({ rows: rowsCreated, externalIds: rowsCreated });
      expect((await calls.logs(id)).map(({ message }) => message)).toContain('Import resumed');
      const { errorsFileId } = jobTypes['data:import'].output.parse(job.output);
      expect(await readFailedIds(errorsFileId)).toEqual(
        Array.from({ length: rowsFailed }, (_, index) => `crm-${(index + 1) * 500}`),
      );
      expect(await setup.api.listRuns(id)).toMatchObject([{ outcome: 'lost' }, { outcome: 'completed' }]);
    },
  );
});
