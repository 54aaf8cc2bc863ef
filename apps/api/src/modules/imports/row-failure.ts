import type { ImportPlan } from './import-columns.ts';
import type { ImportFieldName } from './import-fields.ts';
import type { FaultyRow, ReadRow, RowFault } from './import-row.ts';
import type { RowOutcome } from './row-writer.ts';

/** A row that could be read and was not written. */
type UnwrittenRow = { row: ReadRow; outcome: Exclude<RowOutcome, 'created' | 'updated'> };

/** Says of a row that was not written, for people, what hindered it. */
export function toFailure(plan: ImportPlan, unwritten: UnwrittenRow): FaultyRow {
  return { record: unwritten.row.record, faults: [toFault(plan, unwritten)] };
}

function toFault(plan: ImportPlan, { row, outcome }: UnwrittenRow): RowFault {
  switch (outcome) {
    case 'name_missing': {
      const column = headerOf(plan, 'name');
      return { column, message: `${column || 'The name'} is missing, and a new account needs one.` };
    }
    case 'account_missing': {
      const field = row.values.accountExternalId === undefined ? 'accountDomain' : 'accountExternalId';
      const column = headerOf(plan, field);
      return { column, message: `${column} names an account that does not exist.` };
    }
    case 'taken': {
      const column = headerOf(plan, otherKeyOf(plan));
      const owner = plan.collection === 'accounts' ? 'account' : 'contact';
      return { column, message: `${column} has a value that belongs to another ${owner}.` };
    }
    case 'refused':
      return { column: '', message: 'The database did not accept the row.' };
  }
}

/** The key that rows are not matched by: two records can want the same value of it. */
function otherKeyOf({ collection, matchBy }: ImportPlan): ImportFieldName {
  if (matchBy !== 'externalId') return 'externalId';
  return collection === 'accounts' ? 'domain' : 'email';
}

function headerOf(plan: ImportPlan, field: ImportFieldName): string {
  return plan.columns.find((column) => column.kind === 'field' && column.field === field)?.header ?? '';
}
