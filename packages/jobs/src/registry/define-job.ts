import type { JobContext, SystemJobContext } from './job-context.ts';
import type { JobEffects } from './job-effects.ts';
import type { JobType } from './job-type.ts';

/** How the engine runs the jobs of a type, beside what the contract says. */
export type JobOptions = {
  /**
   * The work takes milliseconds: the row is written once, at the end, and shows no `processing`; a lost worker is not
   * counted. Half as much again in throughput for jobs that would be over before anybody looked. Default false.
   */
  short?: boolean;
  /** The name of a queue that its jobs share with those of other types that name it. Default: the one named `default`. */
  queue?: string | null;
  /** Most jobs of the type that one process runs at once. They have a queue of their own. Default: no limit. */
  concurrency?: number | null;
  /** Most jobs of the type that run at once, over all processes, exactly. They have a queue of their own. Default: no limit. */
  hardCap?: number | null;
  /**
   * So many jobs that they are to have a table of their own: a queue of their own, and a partition. For under 20 types of
   * an installation; taken into account when the queue is made. Default false.
   */
  hot?: boolean;
};

const DEFAULT_OPTIONS: Required<JobOptions> = {
  short: false,
  queue: null,
  concurrency: null,
  hardCap: null,
  hot: false,
};

/** What a handler returns; `output` must fit the type's output schema and be at most 256 KiB of JSON. */
export type JobResult<Output> = { output: Output } | JobEffects<Output>;

/** A user job: rows of an organisation, tracked. */
export type JobHandler<Name extends string = string, Input = unknown, Output = unknown> = {
  readonly kind: 'user';
  readonly type: Name;
  readonly contract: JobType<Name, Input, Output>;
  readonly options: Readonly<Required<JobOptions>>;
  // A method, not a property: a list of handlers of many input types must be assignable to JobHandler[].
  run(context: JobContext<Input>): Promise<JobResult<Output>>;
};

/** A system job: cron, no organisation, no row; retried by the queue (3 times, with back-off), one at a time. */
export type SystemJobHandler<Name extends string = string> = {
  readonly kind: 'system';
  readonly type: Name;
  /** Per run. Default 3,600. */
  readonly timeoutSeconds: number;
  run(context: SystemJobContext): Promise<void>;
};

/**
 * Binds the work of a user job to its contract type; input and output are typed by it.
 *
 * The work may run more than once (delivery is at least once): write it so that a second run does no harm.
 */
export function defineJob<Name extends string, Input, Output>(
  contract: JobType<Name, Input, Output>,
  { run, ...options }: JobOptions & { run(context: JobContext<Input>): Promise<JobResult<NoInfer<Output>>> },
): JobHandler<Name, Input, Output> {
  return { kind: 'user', type: contract.type, contract, options: { ...DEFAULT_OPTIONS, ...options }, run };
}

/** Defines a system job. Its schedule is a line in the program's list of system schedules. */
export function defineSystemJob<Name extends string>(definition: {
  type: Name;
  timeoutSeconds?: number;
  run(context: SystemJobContext): Promise<void>;
}): SystemJobHandler<Name> {
  return { kind: 'system', timeoutSeconds: 3_600, ...definition };
}
