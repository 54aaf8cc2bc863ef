import { isRefusedData } from '@rota/db';

import type { CreatedJob } from './create-set.ts';
import type { NewJob } from './enqueue.ts';
import type { Committed } from './write-and-tell.ts';

/** Writes single creates together: what arrives while one set is written is the next, and is written while that reaches the disk. */
export type CreateCoalescer = {
  /** Resolves when the job is on the disk, with it or with the living job of its unique key. */
  create(job: NewJob): Promise<CreatedJob>;
};

/** One set is at most so large: one transaction of some 20 ms. */
const SET_SIZE_MAX = 500;

type WriteSet = (jobs: readonly NewJob[]) => Promise<Committed<readonly CreatedJob[]>>;

type Waiting = { job: NewJob; resolve(created: CreatedJob): void; reject(error: unknown): void };

/**
 * A coalescer for one process. Nobody waits for company: a create that finds none under way is written at once, with
 * those of its tick.
 *
 * @param writeSet writes jobs in one transaction of its own, all or none, and answers them in their order
 */
export function createCoalescer(writeSet: WriteSet): CreateCoalescer {
  // A unique key may have to wait for whoever else is writing it: those with a key have a line of their own.
  const withKey = createLine(writeSet);
  const withoutKey = createLine(writeSet);
  return { create: (job) => (job.uniqueKey === null ? withoutKey : withKey).create(job) };
}

function createLine(writeSet: WriteSet): CreateCoalescer {
  const waiting: Waiting[] = [];
  let writing = false;

  async function writeAll(): Promise<void> {
    writing = true;
    while (waiting.length > 0) await writeOrHalve(waiting.splice(0, SET_SIZE_MAX));
    writing = false;
  }

  /** Data that PostgreSQL refuses is one job's: halved, the set fails for that one alone. */
  async function writeOrHalve(set: readonly Waiting[]): Promise<void> {
    try {
      const committed = await writeSet(set.map(({ job }) => job));
      void answer(set, committed);
    } catch (error) {
      if (set.length > 1 && isRefusedData(error)) {
        const middle = Math.ceil(set.length / 2);
        await writeOrHalve(set.slice(0, middle));
        return writeOrHalve(set.slice(middle));
      }
      for (const { reject } of set) reject(error);
    }
  }

  return {
    create: (job) =>
      new Promise((resolve, reject) => {
        waiting.push({ job, resolve, reject });
        if (!writing) setImmediate(() => void (writing || writeAll()));
      }),
  };
}

async function answer(
  set: readonly Waiting[],
  { created, reachesDisk }: Committed<readonly CreatedJob[]>,
): Promise<void> {
  try {
    await reachesDisk();
    for (const [index, { resolve, reject }] of set.entries()) {
      const job = created[index];
      if (job === undefined) reject(new Error('a set was written and one of its jobs was not answered'));
      else resolve(job);
    }
  } catch (error) {
    for (const { reject } of set) reject(error);
  }
}
