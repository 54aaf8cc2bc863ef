import { oneText } from '../../components/search-params.ts';

/** What the address of a list of accounts or contacts can say. */
export interface RecordListSearch {
  search?: string | undefined;
}

/** Reads an address. */
export function readRecordListSearch(values: Record<string, unknown>): RecordListSearch {
  return { search: oneText(values['search']) };
}
