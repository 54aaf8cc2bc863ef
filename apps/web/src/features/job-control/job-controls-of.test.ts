import { describe, expect, it } from 'vitest';
import { exampleJob } from '../../testing/example-job.ts';
import { jobControlsOf } from './job-controls-of.ts';

const at = '2026-03-14T09:00:00.000Z';

describe('what can be done to a job', () => {
  it('is to cancel it while it goes on, once', () => {
    expect(jobControlsOf(exampleJob(1, { status: 'processing' }))).toEqual(['cancel']);
    expect(jobControlsOf(exampleJob(1, { status: 'processing', cancelRequestedAt: at }))).toEqual([]);
  });

  it('is to run it now while it waits for a time', () => {
    expect(jobControlsOf(exampleJob(1, { status: 'scheduled' }))).toEqual(['retry', 'cancel']);
    expect(jobControlsOf(exampleJob(1, { status: 'retrying' }))).toEqual(['retry', 'cancel']);
  });

  it('is to resolve its failure while that is open', () => {
    const failed = { status: 'failed', deadLetteredAt: at } as const;
    expect(jobControlsOf(exampleJob(1, failed))).toEqual(['retry', 'replay', 'resolve']);
    expect(jobControlsOf(exampleJob(1, { ...failed, resolvedAt: at }))).toEqual(['retry', 'replay']);
    expect(jobControlsOf(exampleJob(1, { ...failed, deadLetteredAt: null }))).toEqual(['retry', 'replay']);
  });
});
