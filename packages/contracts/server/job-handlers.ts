import type { z } from 'zod';
import type { jobTypes } from './job-types.gen.ts';

/** The job types of the contract that can be made, by name. */
export type JobTypes = typeof jobTypes;

/** The name of a job type that can be made. */
export type JobTypeName = keyof JobTypes;

/** What a handler of the type gets: the input after validation, defaults filled in. */
export type JobInput<T extends JobTypeName> = z.output<JobTypes[T]['input']>;

/** What a handler of the type returns. */
export type JobOutput<T extends JobTypeName> = z.input<JobTypes[T]['output']>;

/**
 * One handler for each job type that can be made. An object literal that `satisfies` this leaves none out, adds none (a
 * retired type has no handler), and files each handler under its own type.
 */
export type JobHandlersByType = { readonly [T in JobTypeName]: { readonly type: T } };
