import { describe, expect, it } from 'vitest';
import { exampleJob } from '../testing/example-job.ts';
import { fitsFilter } from './fits-filter.ts';

describe('a filter', () => {
  const job = exampleJob(1, { subject: { type: 'invoice', id: '42' } });
  it.each([
    [{ type: ['data:import'] }, false],
    [{ type: ['data:import', 'demo:run'] }, true],
    [{ createdAfter: '2026-03-14T09:00:00Z' }, true],
    [{ createdAfter: '2026-03-14T09:00:01Z' }, false],
    [{ createdBefore: '2026-03-14T09:00:00Z' }, false],
    [{ subjectType: 'invoice' }, true],
    [{ subjectType: 'invoice', subjectId: '43' }, false],
    [{ deadLettered: true }, false],
    [{ deadLettered: false }, true],
    [{ batchId: exampleJob(2).id }, false],
    [{ fingerprint: '9f86d081884c7d65' }, false],
  ] satisfies [Parameters<typeof fitsFilter>[1], boolean][])(
    '%j fits as the API has it: %s',
    (filter, fits) => {
      expect(fitsFilter(job, filter)).toBe(fits);
    },
  );

  it('of a cause has the jobs that failed of it, and none of them once it runs again', () => {
    const errorFingerprint = '9f86d081884c7d65';
    const failed = exampleJob(4, { status: 'failed', errorFingerprint });
    expect(fitsFilter(failed, { fingerprint: errorFingerprint })).toBe(true);
    expect(fitsFilter(exampleJob(4), { fingerprint: errorFingerprint })).toBe(false);
  });

  it('has children of a batch only where it names their batch', () => {
    const batchId = exampleJob(2).id;
    const child = exampleJob(3, { batchId });
    expect(fitsFilter(child, {})).toBe(false);
    expect(fitsFilter(child, { batchId })).toBe(true);
  });
});
