/** What a connection that cannot be made, or breaks, says (Node's own codes). */
const NETWORK_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
]);

/**
 * What PostgreSQL says while it goes, comes, or has no room (SQLSTATE): connection exceptions, insufficient resources,
 * shutdown and start-up, a refused login (somebody changes its password, and will make it fit), a statement ended by its time limit, a standby that takes no writes, and transactions that were
 * in each other's way more often than they were tried.
 */
const SQLSTATES = /^(08...|28000|28P01|53...|57P0[1-4]|57014|25006|40001|40P01)$/;

/** The driver's own words; these errors carry no code. */
const DRIVER_MESSAGES =
  /^(SASL|Connection terminated|timeout exceeded when trying to connect|Query read timeout|Client has encountered a connection error|Cannot use a pool after calling end)/;

/** Errors are wrapped once or twice; more than this is a loop. */
const CAUSE_DEPTH_MAX = 8;

/** Whether what failed is the way to the database, or the database for a while: the same work may succeed later. */
export function isDatabaseUnavailable(error: unknown): boolean {
  let current = error;
  for (let depth = 0; depth < CAUSE_DEPTH_MAX && current instanceof Error; depth += 1) {
    const code: unknown = Reflect.get(current, 'code');
    if (typeof code === 'string' && (NETWORK_CODES.has(code) || SQLSTATES.test(code))) return true;
    if (DRIVER_MESSAGES.test(current.message)) return true;
    // Several addresses of one host were tried.
    if (current instanceof AggregateError && current.errors.some(isDatabaseUnavailable)) return true;
    current = current.cause;
  }
  return false;
}
