import type { QueryResultRow } from 'pg';

/** Runs one statement on a connection or in a transaction that the caller holds. */
export type SqlExecutor = {
  /** Whose connection it is. The engine's transactions are short; a caller's may stay open for as long as it likes. */
  readonly owner: 'engine' | 'caller';
  /** Each statement is a transaction of its own, and the caller waits until its commit is on the disk; see early-commit.ts. */
  readonly commitsEarly?: boolean;
  /** `Row` is what the statement selects: known to who wrote it, checked by nobody. */
  executeSql<Row extends QueryResultRow>(text: string, values?: unknown[]): Promise<{ rows: Row[] }>;
};
