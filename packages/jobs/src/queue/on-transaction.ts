import type { Transaction } from '@rota/db';
import { sql } from 'drizzle-orm';
import { fromDrizzle } from 'pg-boss';

import type { SqlExecutor } from '../sql-executor.ts';

/** Runs statements in a caller's drizzle transaction. */
export function onTransaction(tx: Transaction): SqlExecutor {
  return { owner: 'caller', ...fromDrizzle(tx, sql) };
}
