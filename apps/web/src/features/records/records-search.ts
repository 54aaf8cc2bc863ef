import { oneText } from '../../search-params.ts';

/** What the address of a list of accounts or contacts can say. */
export interface RecordsSearch {
  search?: string | undefined;
}

/** Reads an address. */
export function readSearchText(values: Record<string, unknown>): RecordsSearch {
  return { search: oneText(values['search']) };
}
