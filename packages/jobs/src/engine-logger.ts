/**
 * Structured log of the process: fields first, then a constant message (pino's order). Ids in fields are public ones
 * (`job_…`, `org_…`), as in the lines of requests, so that one search finds both.
 */
export type EngineLogger = Record<
  'debug' | 'info' | 'warn' | 'error',
  (fields: Record<string, unknown>, message: string) => void
>;
