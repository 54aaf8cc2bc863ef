import type { z, ZodType } from 'zod';
import type { JobPriority, RetryPolicy } from './gen/types.gen.ts';
import type { jobTypes } from './job-types.gen.ts';

/** A JSON Schema, as plain data. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** One type of job, as the generated catalogue has it. */
export interface JobTypeDefinition {
  /** The name, `area:verb`. */
  readonly type: string;
  /** The group it is shown under. */
  readonly category: string;
  readonly description: string;
  /** Whether it is only kept for its old jobs: not creatable, without a handler. */
  readonly retired: boolean;
  /** Validates a job's input and fills in its defaults. Refuses unknown members. */
  readonly input: ZodType;
  /** Validates a job's output. Refuses unknown members. */
  readonly output: ZodType;
  /** What a job gets where its request says nothing. */
  readonly defaults: {
    readonly priority: JobPriority;
    readonly maxAttempts: number;
    readonly timeoutSeconds: number;
    readonly retry: RetryPolicy;
  };
  /** The input as JSON Schema 2020-12, without references. */
  readonly inputSchema: JsonSchema;
  /** The output as JSON Schema 2020-12, without references. */
  readonly outputSchema: JsonSchema;
}

/** The job types of the contract, by name. */
export type JobTypes = typeof jobTypes;

/** The name of a job type. */
export type JobTypeName = keyof JobTypes;

/** What a handler of the type gets: the input after validation, defaults filled in. */
export type JobInput<T extends JobTypeName> = z.output<JobTypes[T]['input']>;

/** What a handler of the type returns. */
export type JobOutput<T extends JobTypeName> = z.input<JobTypes[T]['output']>;

/**
 * One handler for each job type. An object literal that `satisfies` this leaves no type out, adds none, and files each
 * handler under its own type.
 */
export type JobHandlersByType = { readonly [T in JobTypeName]: { readonly type: T } };
