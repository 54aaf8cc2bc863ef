import type { Job, JobPage } from '@rota/contracts/client';
import type { InfiniteData } from '@tanstack/react-query';
import { describe, expect, it } from 'vitest';
import { exampleJob } from '../testing/example-job.ts';
import { applyToPages } from './apply-to-pages.ts';

const listOf = (...pages: Job[][]): InfiniteData<JobPage> => ({
  pages: pages.map((data, index) => ({ data, nextCursor: index < pages.length - 1 ? 'more' : null })),
  pageParams: pages.map((_page, index) => index),
});
const changesOf = (...jobs: Job[]) => new Map(jobs.map((job) => [job.id, { job }]));
const idsOf = (list: InfiniteData<JobPage>) =>
  list.pages.map((page) => page.data.map(({ id }) => Number(id.slice(4))));

describe('a list of jobs', () => {
  it('shows the new state of a job on any of its pages', () => {
    const list = listOf([exampleJob(4), exampleJob(3)], [exampleJob(2), exampleJob(1)]);
    const next = applyToPages({
      list,
      changes: changesOf(exampleJob(2, { status: 'processing' })),
      filter: {},
    });
    expect(next.pages[1]?.data[0]?.status).toBe('processing');
    expect(idsOf(next)).toEqual([
      [4, 3],
      [2, 1],
    ]);
  });

  it('takes in new jobs where they belong, newest first', () => {
    const list = listOf([exampleJob(5), exampleJob(2)]);
    expect(
      idsOf(applyToPages({ list, changes: changesOf(exampleJob(3), exampleJob(7)), filter: {} })),
    ).toEqual([[7, 5, 3, 2]]);
  });

  it('leaves jobs that are older than its first page to the pages after it', () => {
    const list = listOf([exampleJob(9), exampleJob(8)], [exampleJob(5)]);
    expect(idsOf(applyToPages({ list, changes: changesOf(exampleJob(7)), filter: {} }))).toEqual([
      [9, 8],
      [5],
    ]);
  });

  it('lets go of a job that its filter no longer fits, and takes in one that it fits now', () => {
    const list = listOf([exampleJob(2, { status: 'processing' })]);
    const changes = changesOf(
      exampleJob(2, { status: 'completed' }),
      exampleJob(3, { status: 'processing' }),
      exampleJob(4, { status: 'pending' }),
    );
    expect(idsOf(applyToPages({ list, changes, filter: { status: ['processing'] } }))).toEqual([[3]]);
  });

  it('does not take in a job of which only the progress is known', () => {
    const changes = new Map([['job_9', { progress: { percent: 5, message: null } }]]);
    expect(idsOf(applyToPages({ list: listOf([exampleJob(1)]), changes, filter: {} }))).toEqual([[1]]);
  });
});
