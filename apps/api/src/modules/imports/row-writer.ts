import { isForeignKeyViolation, isRefusedData, isTransactionConflict, isUniqueViolation } from '@rota/db';
import type { OrganisationDatabase } from '@rota/jobs';
import { upsertAccounts, type AccountUpsertOutcome } from '../accounts/index.ts';
import { upsertContacts, type ContactUpsertOutcome } from '../contacts/index.ts';
import type { ImportPlan } from './import-columns.ts';
import type { ImportValues } from './import-row.ts';
import { importWriteFailed } from './imports.errors.ts';

/** What became of a row, or why nothing did. `refused`: by the database, for a reason foreseen by nobody. */
export type RowOutcome = Exclude<UpsertOutcome, 'undecided'> | 'refused';

type UpsertOutcome = AccountUpsertOutcome | ContactUpsertOutcome;

/** Tries of one set that deadlocks with another import of the organisation. */
const CONFLICTS_MAX = 5;

/** A row may wait for one of its own set to give up a value; chains of that are cut off. */
const PASSES_MAX = 3;

/**
 * Makes the writer of the rows of one file. It takes a set, in which no two rows may have the same match value,
 * writes it in one transaction, and answers the outcome of each row in their order. What is wrong with a row is
 * the outcome of that row and never the failure of the set: a set that the database refuses, by a race or for one
 * row's sake, is halved until the row stands alone.
 *
 * The writer throws `import.write_failed` when the database is away or the organisation is gone.
 */
export function createRowWriter(
  db: OrganisationDatabase,
  plan: Pick<ImportPlan, 'collection' | 'matchBy'>,
): (rows: readonly ImportValues[]) => Promise<RowOutcome[]> {
  function writeOnce(rows: readonly ImportValues[]): Promise<RowOutcome[]> {
    return db.transaction((tx, orgId) =>
      writeInPasses(rows, (set) => {
        if (plan.collection === 'accounts') {
          return upsertAccounts(tx, {
            orgId,
            rows: set,
            matchBy: plan.matchBy === 'domain' ? 'domain' : 'externalId',
          });
        }
        return upsertContacts(tx, {
          orgId,
          rows: set,
          matchBy: plan.matchBy === 'email' ? 'email' : 'externalId',
        });
      }),
    );
  }

  async function write(rows: readonly ImportValues[], conflicts: number): Promise<RowOutcome[]> {
    try {
      return await writeOnce(rows);
    } catch (error) {
      if (isTransactionConflict(error) && conflicts < CONFLICTS_MAX) return write(rows, conflicts + 1);
      const refusal = toRefusal(error);
      if (refusal === null) throw importWriteFailed(error);
      if (rows.length === 1) return [refusal];
      const half = Math.ceil(rows.length / 2);
      return [...(await write(rows.slice(0, half), 0)), ...(await write(rows.slice(half), 0))];
    }
  }

  return (rows) => write(rows, 0);
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
