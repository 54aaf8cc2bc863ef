import type { ZodType } from 'zod';
import type { JobPriority, RetryPolicy } from './gen/types.gen.ts';

/** A JSON Schema, as plain data. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** One type of job, as the catalogue shows it. */
export interface CatalogueEntry {
  /** The name, `area:verb`. */
  readonly type: string;
  /** The group it is shown under. */
  readonly category: string;
  /** What a job of this type does, for people. */
  readonly description: string;
  /** Whether it is only kept for its old jobs: none can be made, and no handler runs them. */
  readonly retired: boolean;
  /** What a job gets where its request says nothing. */
  readonly defaults: {
    readonly priority: JobPriority;
    readonly maxAttempts: number;
    /** Per attempt. */
    readonly timeoutSeconds: number;
    readonly retry: RetryPolicy;
  };
  /** Days that a job is kept after its end, by how it ended; what is left out is the installation's. */
  readonly retentionDays: Readonly<Partial<Record<'completed' | 'cancelled' | 'failed', number>>>;
  /** The input as JSON Schema 2020-12, without references. */
  readonly inputSchema: JsonSchema;
  /** The output as JSON Schema 2020-12, without references. */
  readonly outputSchema: JsonSchema;
}

/** One type of job that can be made and run, with its validators. */
export interface JobTypeDefinition extends CatalogueEntry {
  /** A retired type has no validators, and is no such definition. */
  readonly retired: false;
  /** Validates a job's input and fills in its defaults. Refuses unknown members. */
  readonly input: ZodType;
  /** Validates a job's output. Refuses unknown members. */
  readonly output: ZodType;
}
