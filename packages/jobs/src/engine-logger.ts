/** Structured log of the process: fields first, then a constant message (pino's order). */
export type EngineLogger = Record<
  'debug' | 'info' | 'warn' | 'error',
  (fields: Record<string, unknown>, message: string) => void
>;
