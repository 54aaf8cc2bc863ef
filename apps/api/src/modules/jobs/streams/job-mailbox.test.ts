import { newId } from '@rota/db';
import { describe, expect, test } from 'vitest';

import { createJobMailbox, type JobMailbox } from './job-mailbox.ts';
import type { JobState } from './job-states.repository.ts';
import type { StreamPosition } from './stream-position.ts';

const still = new AbortController().signal;

function jobState(id: string, attempt = 0): JobState {
  return { job: { id, attempt }, order: 0n } as JobState;
}

const put = (box: JobMailbox, jobs: JobState[], position: StreamPosition | null = null) =>
  box.put({ jobs, position });

describe('a mailbox', () => {
  test('holds the latest state of each job', () => {
    const box = createJobMailbox();
    const [a, b] = [newId(), newId()];
    put(box, [jobState(a, 1), jobState(b, 1)]);
    put(box, [jobState(a, 2)]);
    expect(box.take().jobs).toEqual([jobState(a, 2), jobState(b, 1)]);
    expect(box.take().jobs).toEqual([]);
  });

  test('hands over the position behind all that it holds, once', () => {
    const box = createJobMailbox();
    const position = { atSeconds: 1, next: 7n, open: [] };
    put(box, [jobState('a')]);
    put(box, [], position);
    expect(box.take()).toEqual({ jobs: [jobState('a')], position });
    expect(box.take()).toEqual({ jobs: [], position: null });
  });

  test('wakes who waits for it when something comes, and when it is to stop', async () => {
    const box = createJobMailbox();
    const filled = box.filled(still);
    put(box, [jobState('a')]);
    await filled;
    await box.filled(still);
    box.take();
    const leaving = new AbortController();
    const stopped = box.filled(leaving.signal);
    leaving.abort();
    await stopped;
    expect(box.take().jobs).toEqual([]);
  });

  test('fails instead of growing beyond its bound', async () => {
    const box = createJobMailbox({ jobsMax: 2 });
    put(box, [jobState('a'), jobState('b')]);
    put(box, [jobState('c')]);
    await box.filled(still);
    expect(() => box.take()).toThrow('does not read');
    put(box, [jobState('d')]);
    expect(() => box.take()).toThrow('does not read');
  });
});
