import { endedJobStatuses, jobStatuses, type JobStatus } from '@rota/db';
import { expect, test } from 'vitest';

import { isEnded, jobMoves, movingFrom } from './job-status.ts';

/** The statuses that a job in `status` may ever have from then on. */
function laterThan(status: JobStatus): Set<JobStatus> {
  const reached = new Set<JobStatus>();
  const open: JobStatus[] = [status];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    for (const later of jobMoves[next]) {
      if (reached.has(later)) continue;
      reached.add(later);
      open.push(later);
    }
  }
  return reached;
}

test.each(jobStatuses.filter((status) => !isEnded(status)))('a %s job can come to every end', (status) => {
  expect([...laterThan(status)]).toEqual(expect.arrayContaining([...endedJobStatuses]));
});

test('a completed or cancelled job stays so, and a failed one can be run again', () => {
  expect(laterThan('completed').size).toBe(0);
  expect(laterThan('cancelled').size).toBe(0);
  expect(laterThan('failed')).toContain('completed');
});

test('a guard names the statuses as SQL, and none that does not lead where the statement goes', () => {
  expect(movingFrom<'pending'>(['scheduled', 'retrying'])).toBe("'scheduled', 'retrying'");
  // @ts-expect-error -- a completed job is not run again
  movingFrom<'pending'>(['completed']);
  // @ts-expect-error -- a blocked job may become pending, but not retrying
  movingFrom<'pending' | 'retrying'>(['blocked']);
});
