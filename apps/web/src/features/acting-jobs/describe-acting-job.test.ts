import type { Job } from '@rota/contracts/client';
import { expect, it } from 'vitest';
import { exampleJob } from '../../testing/example-job.ts';
import { describeActingJob } from './describe-acting-job.ts';

const act = (output: { matched: number; changed: number }): Job =>
  Object.assign({}, exampleJob(1, { status: 'completed' }), {
    type: 'jobs:act' as const,
    input: { action: 'cancel' as const, filter: {} },
    output,
  });
const retry = (output: {
  retried: number;
  skipped: number;
  firstFailed: number | null;
  stopped: boolean;
}): Job =>
  Object.assign({}, exampleJob(1, { status: 'completed' }), {
    type: 'dead-letters:retry' as const,
    input: { fingerprint: '9f86d081884c7d65' },
    output,
  });

it('what an action has done is said with what it could not do', () => {
  expect(describeActingJob(act({ matched: 1, changed: 1 }))).toBe('1 job asked to stop.');
  expect(describeActingJob(act({ matched: 12, changed: 10 }))).toBe(
    '10 jobs asked to stop. 2 had moved by themselves, or could not be.',
  );
});

it('a retry that stopped after the first ones says how many failed again', () => {
  expect(describeActingJob(retry({ retried: 10, skipped: 0, firstFailed: 4, stopped: true }))).toBe(
    '10 jobs run again. It stopped there: 4 of them failed again.',
  );
  expect(describeActingJob(retry({ retried: 3, skipped: 1, firstFailed: null, stopped: false }))).toBe(
    '3 jobs run again. Skipped: 1; the log says why.',
  );
});
