import type { JobPriority, RetryPolicy } from '@rota/db';
import type { StandardSchemaV1 } from '@standard-schema/spec';

/** What the contract says of a job type: its name, the shapes of its input and output, and its defaults. */
export type JobType<Name extends string = string, Input = unknown, Output = unknown> = {
  readonly type: Name;
  readonly input: StandardSchemaV1<unknown, Input>;
  readonly output: StandardSchemaV1<unknown, Output>;
  /** A create request may override each for one job. */
  readonly defaults: Readonly<{
    priority: JobPriority;
    maxAttempts: number;
    /** Per attempt. */
    timeoutSeconds: number;
    retry: RetryPolicy;
  }>;
};
