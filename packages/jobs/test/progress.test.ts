import { sql } from 'drizzle-orm';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { defineJob, isEnded } from '../src/index.ts';
import { createTestEngine, testJobType, type TestEngine } from '../src/testing/index.ts';
import { noResources } from './no-resources.ts';

const TOLD = 60;
const TELL_MS = 50;

let engine: TestEngine;
/** By the percent: when the handler told it. The process that keeps the second has the same clock. */
const toldAtMs: number[] = [];
const mayEnd = Promise.withResolvers<void>();

beforeAll(async () => {
  engine = await createTestEngine(
    [
      defineJob(testJobType('test:talkative'), {
        async run({ helpers }) {
          for (let percent = 1; percent <= TOLD; percent += 1) {
            if (percent === TOLD) await mayEnd.promise;
            toldAtMs[percent] = Date.now();
            helpers.updateProgress(percent);
            await delay(TELL_MS);
          }
          throw new Error('this far');
        },
      }),
    ],
    noResources,
  );
  await engine.database.owner.execute(sql`
    CREATE TABLE progress_writes (percent int);
    CREATE FUNCTION note_progress() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
      BEGIN INSERT INTO progress_writes VALUES (NEW.progress_percent); RETURN NEW; END $$;
    CREATE TRIGGER note_progress AFTER UPDATE OF progress_percent ON jobs FOR EACH ROW
      WHEN (NEW.progress_percent > OLD.progress_percent) EXECUTE FUNCTION note_progress()`);
});
afterAll(() => engine[Symbol.asyncDispose]());

test('progress that a handler tells all the time is written once a second, and the last of it always', async () => {
  await engine.work();
  const { id } = await engine.create('test:talkative', {}, { maxAttempts: 1 });
  // A busy machine may write late, and twice has to be before the last.
  await expect.poll(async () => (await written()).length).toBeGreaterThan(1);
  mayEnd.resolve();
  expect(await engine.waitFor(id, (job) => isEnded(job.status))).toMatchObject({ progressPercent: TOLD });

  const percents = await written();
  expect(percents.at(-1)).toBe(TOLD);
  // Each was taken to be written before the next one was told, and the one before it was taken after it was told itself.
  const gapsMs = percents
    .slice(1, -1)
    .map((percent, index) => Number(toldAtMs[percent + 1]) - Number(toldAtMs[Number(percents[index])]));
  expect(gapsMs.length).toBeGreaterThan(0);
  expect(Math.min(...gapsMs)).toBeGreaterThanOrEqual(1_000);
});

/** What was written, in turn. */
async function written(): Promise<number[]> {
  const { rows } = await engine.database.owner.execute<{ percent: number }>(
    sql`SELECT percent FROM progress_writes ORDER BY percent`,
  );
  return rows.map(({ percent }) => percent);
}
