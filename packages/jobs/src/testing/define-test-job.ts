import type { StandardSchemaV1 } from '@standard-schema/spec';

import { defineJob, type JobHandler, type JobResult } from '../registry/define-job.ts';
import type { JobType } from '../registry/job-type.ts';
import type { JobContext } from '../registry/job-context.ts';

/** A schema that takes any JSON. */
const anything: StandardSchemaV1<unknown, unknown> = {
  '~standard': { version: 1, vendor: 'rota', validate: (value) => ({ value }) },
};

/** A job type that is in no contract, retried at once: for tests of the engine. Every default can be changed. */
export function testJobType(
  type: string,
  defaults: Partial<JobType['defaults']> = {},
  schemas: Partial<Pick<JobType, 'input' | 'output'>> = {},
): JobType {
  return {
    type,
    input: anything,
    output: anything,
    ...schemas,
    defaults: {
      priority: 'normal',
      maxAttempts: 5,
      timeoutSeconds: 60,
      retry: { strategy: 'fixed', baseSeconds: 0, maxSeconds: 0, delaysSeconds: [], jitter: 0 },
      ...defaults,
    },
  };
}

/** A handler for such a type. */
export function defineTestJob(
  type: string,
  run: (context: JobContext<unknown>) => Promise<JobResult<unknown>>,
  defaults: Partial<JobType['defaults']> = {},
): JobHandler {
  return defineJob(testJobType(type, defaults), { run });
}
