import { isForeignKeyViolation, isRefusedData, isUniqueViolation, type Transaction } from '@rota/db';
import { upsertAccounts, type AccountUpsertOutcome } from '../accounts/index.ts';
import { upsertContacts, type ContactUpsertOutcome } from '../contacts/index.ts';
import type { ImportPlan } from './import-columns.ts';
import type { ImportValues } from './import-row.ts';

/** What became of a row, or why nothing did. `refused`: by the database, for a reason foreseen by nobody. */
export type RowOutcome = Exclude<UpsertOutcome, 'undecided'> | 'refused';

type UpsertOutcome = AccountUpsertOutcome | ContactUpsertOutcome;

/** A row may wait for one of its own set to give up a value; chains of that are cut off. */
const PASSES_MAX = 3;

/** Writes a set of rows in the caller's transaction; see {@link createRowWriter}. */
export type RowWriter = (
  tx: Transaction,
  set: { orgId: string; rows: readonly ImportValues[] },
) => Promise<RowOutcome[]>;

/**
 * Makes the writer of the rows of one file. It takes a set, in which no two rows may have the same match value, and
 * answers the outcome of each row in their order. What is wrong with a row is the outcome of that row and never the
 * failure of the set: a set that the database refuses, by a race or for one row's sake, is rolled back to a savepoint
 * and halved until the row stands alone. What the writer throws is no row's fault, and ends the transaction.
 */
export function createRowWriter({
  collection,
  matchBy,
}: Pick<ImportPlan, 'collection' | 'matchBy'>): RowWriter {
  const upsert = (tx: Transaction, set: { orgId: string; rows: readonly ImportValues[] }) =>
    collection === 'accounts'
      ? upsertAccounts(tx, { ...set, matchBy: matchBy === 'domain' ? 'domain' : 'externalId' })
      : upsertContacts(tx, { ...set, matchBy: matchBy === 'email' ? 'email' : 'externalId' });

  const write: RowWriter = async (tx, { orgId, rows }) => {
    try {
      return await tx.transaction((savepoint) =>
        writeInPasses(rows, (set) => upsert(savepoint, { orgId, rows: set })),
      );
    } catch (error) {
      const refusal = toRefusal(error);
      if (refusal === null) throw error;
      if (rows.length === 1) return [refusal];
      const half = Math.ceil(rows.length / 2);
      const first = await write(tx, { orgId, rows: rows.slice(0, half) });
      return [...first, ...(await write(tx, { orgId, rows: rows.slice(half) }))];
    }
  };
  return write;
}

/**
 * Asks again for the rows that could not be decided beside others of their set, and for those whose value was taken
 * by a record that may have given it up since.
 */
async function writeInPasses(
  rows: readonly ImportValues[],
  upsert: (set: readonly ImportValues[]) => Promise<UpsertOutcome[]>,
): Promise<RowOutcome[]> {
  // What stays undecided to the end does so because somebody else has the value.
  const outcomes = rows.map((): RowOutcome => 'taken');
  let open = [...rows.keys()];
  for (let pass = 1; pass <= PASSES_MAX && open.length > 0; pass += 1) {
    const results = await upsert(open.map((index) => rows[index]).filter((row) => row !== undefined));
    const moved = results.some((result) => result === 'created' || result === 'updated');
    open = open.filter((index, position) => {
      const result = results[position] ?? 'undecided';
      if (result === 'undecided') return true;
      outcomes[index] = result;
      return result === 'taken' && moved;
    });
  }
  return outcomes;
}

/** The outcome of a single row on which a statement failed; `null` when the failure is not the row's. */
function toRefusal(error: unknown): RowOutcome | null {
  if (isUniqueViolation(error)) return 'taken';
  const foreignKey = isForeignKeyViolation(error);
  if (foreignKey !== null)
    return foreignKey.constraint === 'contacts_account_fkey' ? 'account_missing' : null;
  return isRefusedData(error) ? 'refused' : null;
}
