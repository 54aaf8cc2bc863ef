import { newId } from '@rota/db';
import { describe, expect, test } from 'vitest';

import { createJobMailbox } from './job-mailbox.ts';
import type { JobRow } from './jobs.repository.ts';

const still = new AbortController().signal;

function jobRow(id: string, attempt = 0): JobRow {
  return { id, attempt } as JobRow;
}

describe('a mailbox', () => {
  test('holds the latest state of each job', () => {
    const box = createJobMailbox();
    const [a, b] = [newId(), newId()];
    box.put([jobRow(a, 1), jobRow(b, 1)]);
    box.put([jobRow(a, 2)]);
    expect(box.take()).toEqual([jobRow(a, 2), jobRow(b, 1)]);
    expect(box.take()).toEqual([]);
  });

  test('lets an older state not take the place of a newer one', () => {
    const box = createJobMailbox();
    box.put([jobRow('a', 2)]);
    box.putOlder([jobRow('a', 1), jobRow('b', 1)]);
    expect(box.take()).toEqual([jobRow('a', 2), jobRow('b', 1)]);
  });

  test('wakes who waits for it when something comes, and when it is to stop', async () => {
    const box = createJobMailbox();
    const filled = box.filled(still);
    box.put([jobRow('a')]);
    await filled;
    await box.filled(still);
    box.take();
    const leaving = new AbortController();
    const stopped = box.filled(leaving.signal);
    leaving.abort();
    await stopped;
    expect(box.take()).toEqual([]);
  });

  test('fails instead of growing beyond its bound', async () => {
    const box = createJobMailbox({ jobsMax: 2 });
    box.put([jobRow('a'), jobRow('b')]);
    box.put([jobRow('c')]);
    await box.filled(still);
    expect(() => box.take()).toThrow('does not read');
    box.put([jobRow('d')]);
    expect(() => box.take()).toThrow('does not read');
  });
});
