import { sql } from 'drizzle-orm';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { defineJob, isEnded } from '../src/index.ts';
import { createTestEngine, testJobType, type TestEngine } from '../src/testing/index.ts';
import { noResources } from './no-resources.ts';

const TOLD = 60;
const TELL_MS = 50;

let engine: TestEngine;

beforeAll(async () => {
  engine = await createTestEngine(
    [
      defineJob(testJobType('test:talkative'), {
        async run({ helpers }) {
          for (let percent = 1; percent <= TOLD; percent += 1) {
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
    CREATE TABLE progress_writes (percent int, at timestamptz);
    CREATE FUNCTION note_progress() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
      BEGIN INSERT INTO progress_writes VALUES (NEW.progress_percent, clock_timestamp()); RETURN NEW; END $$;
    CREATE TRIGGER note_progress AFTER UPDATE OF progress_percent ON jobs FOR EACH ROW
      WHEN (NEW.progress_percent > OLD.progress_percent) EXECUTE FUNCTION note_progress()`);
});
afterAll(() => engine[Symbol.asyncDispose]());

test('progress that a handler tells all the time is written once a second, and the last of it always', async () => {
  await engine.work();
  const { id } = await engine.create('test:talkative', {}, { maxAttempts: 1 });
  expect(await engine.waitFor(id, (job) => isEnded(job.status))).toMatchObject({ progressPercent: TOLD });

  const { rows } = await engine.database.owner.execute<{ percent: number; secondsSince: number | null }>(sql`
    SELECT percent, extract(epoch FROM at - lag(at) OVER (ORDER BY at))::float8 AS "secondsSince"
    FROM progress_writes ORDER BY at`);
  expect(rows.length).toBeGreaterThan(2);
  expect(rows.at(-1)).toMatchObject({ percent: TOLD });
  const gaps = rows.slice(1, -1).map(({ secondsSince }) => secondsSince ?? 0);
  // Two clocks take part: the process decides, the database notes.
  expect(Math.min(...gaps)).toBeGreaterThan(0.8);
});
