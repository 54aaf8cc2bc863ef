/** What PostgreSQL says of a statement it refused. */
export interface DatabaseError {
  /** SQLSTATE, five characters. */
  code: string;
  /** The name of the constraint that it breaks, where it is that. */
  constraint: string | null;
  /** The column that may not be null and is, where it is that. */
  column: string | null;
}

const SQLSTATE = /^[0-9A-Z]{5}$/;
// drizzle wraps once; more than this is a loop.
const CAUSE_DEPTH_MAX = 8;

/** The server's error inside `error`, which drizzle and callers may have wrapped as `cause`; `null` when there is none. */
export function toDatabaseError(error: unknown): DatabaseError | null {
  let current = error;
  for (let depth = 0; depth < CAUSE_DEPTH_MAX && current instanceof Error; depth += 1) {
    const code = textOf(current, 'code');
    // Node's own codes (ECONNREFUSED, EPIPE) have other lengths or no `severity`.
    if (code !== null && SQLSTATE.test(code) && textOf(current, 'severity') !== null) {
      return { code, constraint: textOf(current, 'constraint'), column: textOf(current, 'column') };
    }
    current = current.cause;
  }
  return null;
}

/** A unique key is taken; `constraint` is its name in the schema. */
export function isUniqueViolation(error: unknown): { constraint: string } | null {
  return violated(error, '23505');
}

/** A foreign key points at nothing, or a row that is pointed at was to be deleted. */
export function isForeignKeyViolation(error: unknown): { constraint: string } | null {
  return violated(error, '23503');
}

/** The values are refused, by their type or by a constraint: they would be refused again. */
export function isRefusedData(error: unknown): boolean {
  // Classes 22, data exceptions, and 23, integrity constraint violations.
  return /^2[23]/.test(toDatabaseError(error)?.code ?? '');
}

/** The server turns the login away: a wrong password, or no line for it in pg_hba.conf. */
export function isLoginRefusal(error: unknown): boolean {
  if (toDatabaseError(error)?.code.startsWith('28') === true) return true;
  // The driver's own: the server asks for a password, and the URL has none.
  return error instanceof Error && error.message.startsWith('SASL');
}

/** The URL asks for SSL, and the server answers that it has none. */
export function isWithoutSsl(error: unknown): boolean {
  return error instanceof Error && error.message === 'The server does not support SSL connections';
}

/** Deadlock or serialization failure: the whole transaction may be tried again. */
export function isTransactionConflict(error: unknown): boolean {
  const code = toDatabaseError(error)?.code;
  return code === '40P01' || code === '40001';
}

function violated(error: unknown, code: string): { constraint: string } | null {
  const databaseError = toDatabaseError(error);
  return databaseError?.code === code ? { constraint: databaseError.constraint ?? '' } : null;
}

function textOf(value: object, key: string): string | null {
  const member: unknown = Reflect.get(value, key);
  return typeof member === 'string' ? member : null;
}
