import { expect, test } from 'vitest';

import { toTextLine } from './log-text.ts';

const line = (fields: object): string =>
  toTextLine(
    JSON.stringify({ level: 'info', time: '2026-03-14T09:26:53.589Z', service: 'api', pid: 7, ...fields }),
  );

test('a line for people has time, level, service, message and fields', () => {
  expect(line({ msg: 'a job ended', jobId: 'job_1', seconds: 3 })).toBe(
    '09:26:53.589 info  api    a job ended jobId=job_1 seconds=3\n',
  );
});

test('an error stands below its line, with its stack', () => {
  expect(line({ msg: 'it failed', err: { name: 'Error', stack: 'Error: no\n    at here' } })).toBe(
    '09:26:53.589 info  api    it failed\n    Error: no\n    at here\n',
  );
});
