import { describe, expect, test } from 'vitest';

import { explainWait } from './explain-wait.ts';
import type { WaitingJob } from './job-waiting.repository.ts';

const now = new Date('2026-03-14T09:00:00Z');
const later = new Date('2026-03-14T10:00:00Z');

const pending: WaitingJob = {
  type: 'demo:run',
  status: 'pending',
  parkedReason: null,
  runAt: null,
  nextRetryAt: null,
  openParents: 0,
  pausedBy: null,
};
const place = { position: 1, slots: 10, averageMs: 2_000 };

const explain = (job: Partial<WaitingJob>, around: Partial<typeof place> | object = {}, isRunnable = true) =>
  explainWait({ ...pending, ...job }, { place: { ...place, ...around }, isRunnable, now });

describe('what a job waits for', () => {
  test.each([
    [
      { status: 'scheduled', runAt: later },
      { reason: 'scheduled', estimatedStartAt: later, position: 0 },
    ],
    [
      { status: 'retrying', nextRetryAt: later },
      { reason: 'backoff', estimatedStartAt: later },
    ],
    [
      { status: 'blocked', openParents: 2 },
      { reason: 'blocked', detail: 'It waits for 2 jobs to end.' },
    ],
    [{ parkedReason: 'organisation_cap' }, { reason: 'organisationCap' }],
    [{ parkedReason: 'type_cap' }, { reason: 'typeCap' }],
    [{ parkedReason: 'paused' }, { reason: 'paused' }],
    [{ pausedBy: 'type' }, { reason: 'paused', detail: 'Jobs of demo:run are paused.' }],
    [{ status: 'processing' }, { reason: 'none' }],
    [{ status: 'completed' }, { reason: 'none', position: 0, estimatedStartAt: null }],
    [{ status: 'failed' }, { reason: 'none' }],
  ] as const)('is told of %j', (job, wait) => {
    expect(explain(job)).toMatchObject(wait);
  });

  test('is a pause before it is a missing worker, and that before the line', () => {
    expect(explain({ pausedBy: 'organisation' }, { slots: 0 }).reason).toBe('paused');
    expect(explain({}, { slots: 0, position: 3 })).toMatchObject({ reason: 'noWorker', position: 3 });
    expect(explain({}, {}, false).reason).toBe('noWorker');
    expect(explain({}, { slots: 1 }).reason).toBe('line');
  });

  test('is nothing once a worker has fetched its message', () => {
    expect(explain({}, { position: null }).reason).toBe('none');
  });
});

describe('a place in line', () => {
  test.each([
    [1, 'It is the next that a worker takes.'],
    [2, '1 job comes first.'],
    [3, '2 jobs come first.'],
    [10_000, '9999 jobs come first.'],
    [10_001, 'More than 10000 jobs come first.'],
  ])('%i is put into words', (position, detail) => {
    expect(explain({}, { position })).toMatchObject({ reason: 'line', position, detail });
  });

  test('says when the job should start, by what its type costs and how many run at once', () => {
    expect(explain({}, { position: 51 }).estimatedStartAt).toEqual(new Date('2026-03-14T09:00:10Z'));
  });

  test.each([{ averageMs: null }, { position: 10_001 }])(
    'does not say so when %j is all that is known',
    (around) => {
      expect(explain({}, around)).toMatchObject({ reason: 'line', estimatedStartAt: null });
    },
  );
});
