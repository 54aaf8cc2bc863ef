/**
 * Sets as parameters: a column each, for `unnest`. The driver looks through each element of an array for what needs quotes,
 * which for a set of a hundred jobs costs as much as running them; what is known to need none is put together here.
 */

/** A column of uuids, as PostgreSQL writes an array. */
export function uuidColumn(ids: readonly (string | null)[]): string {
  return `{${ids.map((id) => id ?? 'NULL').join()}}`;
}

/** A column of numbers and truth values, as PostgreSQL writes an array. */
export function plainColumn(values: readonly (number | boolean)[]): string {
  return `{${values.join()}}`;
}

/** A column in which most sets have nothing: then it is left out, and `unnest` fills up with nulls what is too short. */
export function sparseColumn<Value>(values: readonly (Value | null)[]): readonly (Value | null)[] {
  return values.some((value) => value !== null) ? values : [];
}
