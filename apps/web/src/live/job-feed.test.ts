import type { JobId } from '@rota/contracts/client';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { exampleJob } from '../testing/example-job.ts';
import type { JobChanges } from './job-changes.ts';
import { createJobFeed } from './job-feed.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function feedWithApplied() {
  const applied: Record<JobId, string | undefined>[] = [];
  const apply = (changes: JobChanges) =>
    void applied.push(Object.fromEntries([...changes].map(([id, { job }]) => [id.slice(-1), job?.status])));
  return { applied, feed: createJobFeed({ apply }) };
}

describe('the feed of job events', () => {
  it('hands on the latest of each job, all at once', () => {
    const { feed, applied } = feedWithApplied();
    feed.add({ type: 'job.updated', job: exampleJob(1) });
    feed.add({ type: 'job.updated', job: exampleJob(2) });
    feed.add({ type: 'job.updated', job: exampleJob(1, { status: 'processing' }) });
    expect(applied).toEqual([]);
    vi.advanceTimersByTime(200);
    expect(applied).toEqual([{ '1': 'processing', '2': 'pending' }]);
  });

  it('repeats the changes of the last seconds, which an older answer may have overwritten', () => {
    const { feed, applied } = feedWithApplied();
    feed.add({ type: 'job.updated', job: exampleJob(1) });
    vi.advanceTimersByTime(200);
    feed.repeat();
    vi.advanceTimersByTime(200);
    expect(applied).toEqual([{ '1': 'pending' }, { '1': 'pending' }]);
  });

  it('does not repeat what is older than any answer on its way', () => {
    const { feed, applied } = feedWithApplied();
    feed.add({ type: 'job.updated', job: exampleJob(1) });
    vi.advanceTimersByTime(20_000);
    feed.repeat();
    vi.advanceTimersByTime(1_000);
    expect(applied).toHaveLength(1);
  });

  it('hands on nothing once it is closed', () => {
    const { feed, applied } = feedWithApplied();
    feed.add({ type: 'job.updated', job: exampleJob(1) });
    feed.close();
    vi.advanceTimersByTime(1_000);
    expect(applied).toEqual([]);
  });
});
