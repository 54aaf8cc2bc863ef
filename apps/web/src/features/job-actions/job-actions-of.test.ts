import { describe, expect, it } from 'vitest';
import { exampleJob } from '../../testing/example-job.ts';
import { jobActionsOf } from './job-actions-of.ts';

const at = '2026-03-14T09:00:00.000Z';

describe('what can be done to a job', () => {
  it('is to cancel it while it goes on, once', () => {
    expect(jobActionsOf(exampleJob(1, { status: 'processing' }))).toEqual(['cancel']);
    expect(jobActionsOf(exampleJob(1, { status: 'processing', cancelRequestedAt: at }))).toEqual([]);
  });

  it('is to run it now while it waits for a time', () => {
    expect(jobActionsOf(exampleJob(1, { status: 'scheduled' }))).toEqual(['retry', 'cancel']);
    expect(jobActionsOf(exampleJob(1, { status: 'retrying' }))).toEqual(['retry', 'cancel']);
  });

  it('is to resolve its failure while that is open', () => {
    const failed = { status: 'failed', deadLetteredAt: at } as const;
    expect(jobActionsOf(exampleJob(1, failed))).toEqual(['retry', 'replay', 'resolve']);
    expect(jobActionsOf(exampleJob(1, { ...failed, resolvedAt: at }))).toEqual(['retry', 'replay']);
    expect(jobActionsOf(exampleJob(1, { ...failed, deadLetteredAt: null }))).toEqual(['retry', 'replay']);
  });
});
