/** What a log line keeps of an error. */
export type LoggableError = {
  name: string;
  message: string;
  code?: string;
  stack?: string;
  /** The text of a failed statement; its parameters are data and stay out. */
  query?: string;
  cause?: LoggableError;
};

/** Errors are wrapped once or twice; more than this is a loop. */
const CAUSE_DEPTH_MAX = 5;

/**
 * An error without what a log must not hold. drizzle writes a statement's parameters, which are people's data, into
 * message and members of its errors; here the statement's text is kept and the reason is the `cause`.
 */
export function toLoggableError(error: unknown, depth = 0): LoggableError {
  if (!(error instanceof Error))
    return { name: typeof error, message: 'something that is no Error was thrown' };
  const code: unknown = Reflect.get(error, 'code');
  const query: unknown = Reflect.get(error, 'query');
  const isStatement = typeof query === 'string' && Reflect.has(error, 'params');
  return {
    name: error.name,
    message: isStatement ? 'a statement failed' : error.message,
    ...(typeof code === 'string' ? { code } : {}),
    ...(isStatement ? { query } : error.stack === undefined ? {} : { stack: error.stack }),
    ...(error.cause === undefined || depth >= CAUSE_DEPTH_MAX
      ? {}
      : { cause: toLoggableError(error.cause, depth + 1) }),
  };
}
