import { oneText } from '../../search-params.ts';

/** What the address of a list of accounts or contacts can say. */
export interface RecordsSearch {
  search?: string;
}

/** Reads an address. */
export function readSearchText(values: Record<string, unknown>): RecordsSearch {
  const search = oneText(values['search']);
  return search === undefined ? {} : { search };
}
