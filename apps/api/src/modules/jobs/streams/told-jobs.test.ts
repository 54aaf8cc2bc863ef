import { describe, expect, test } from 'vitest';

import type { JobState } from './job-states.repository.ts';
import { createToldJobs } from './told-jobs.ts';

const state = (id: string, { status = 'processing', progressPercent = 0, order = 1n }): JobState =>
  ({ job: { id, status, progressPercent, progressMessage: null }, batch: null, order }) as JobState;
const batchState = (completed: number, progressPercent = 0): JobState =>
  ({ ...state('b', { progressPercent }), batch: { completed } }) as JobState;

describe('what a stream has told', () => {
  test('is not told again, also when the job has ended', () => {
    const told = createToldJobs();
    expect(told.tell(state('a', { status: 'completed' }))).toHaveLength(1);
    expect(told.tell(state('a', { status: 'completed', order: 2n }))).toEqual([]);
  });

  test('is followed by progress alone while nothing else has changed', () => {
    const told = createToldJobs();
    told.tell(state('a', {}));
    expect(told.tell(state('a', { progressPercent: 10 }))).toMatchObject([{ kind: 'progress' }]);
    expect(told.tell(state('a', { progressPercent: 10, status: 'retrying' }))).toMatchObject([
      { kind: 'updated' },
    ]);
  });

  test('of a batch are its counters too, whatever else has moved, and not told again while they stand', () => {
    const told = createToldJobs();
    const kindsOf = (batch: JobState) => told.tell(batch).map(({ kind }) => kind);
    expect(kindsOf(batchState(0))).toEqual(['updated', 'batch']);
    expect(kindsOf(batchState(1))).toEqual(['batch']);
    expect(kindsOf(batchState(1))).toEqual([]);
    expect(kindsOf(batchState(2, 50))).toEqual(['progress', 'batch']);
  });

  test('is never followed by what was read before it', () => {
    const told = createToldJobs();
    told.tell(state('a', { status: 'completed', order: 5n }));
    expect(told.tell(state('a', { status: 'processing', order: 4n }))).toEqual([]);
    expect(told.tell(state('a', { status: 'pending', order: 5n }))).toHaveLength(1);
  });

  test('is forgotten beyond its bound, the oldest first', () => {
    const told = createToldJobs({ rememberedMax: 2 });
    for (const id of ['a', 'b', 'c']) told.tell(state(id, {}));
    expect(told.tell(state('c', {}))).toEqual([]);
    expect(told.tell(state('a', {}))).toHaveLength(1);
  });
});
