import { expect, it } from 'vitest';
import { exampleJob } from '../../testing/example-job.ts';
import { progressAnnouncement } from './progress-announcement.ts';

it('a screen reader hears of each quarter of the way, and of nothing in between', () => {
  const heard = Array.from({ length: 101 }, (_, percent) =>
    progressAnnouncement(
      exampleJob(1, { status: 'processing', progress: { percent, message: `${percent}` } }),
    ),
  );
  expect([...new Set(heard)]).toEqual([
    'Processing, 0 per cent',
    'Processing, 25 per cent',
    'Processing, 50 per cent',
    'Processing, 75 per cent',
    'Processing, 100 per cent',
  ]);
});

it('a screen reader hears how it ended', () => {
  expect(progressAnnouncement(exampleJob(1, { status: 'failed' }))).toBe('Failed');
});
