import { expect, test } from 'vitest';

import { toOperationPath } from './operation-path.ts';

test('a path is that of the contract, with every segment that varies filled in', () => {
  expect(toOperationPath('getJob', { orgId: 'org_1', jobId: 'job_2' })).toBe('/v1/orgs/org_1/jobs/job_2');
  expect(toOperationPath('getMeta', {})).toBe('/v1/meta');
});
