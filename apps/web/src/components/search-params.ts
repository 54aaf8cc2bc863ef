/** The query string as text: one value, or several where a name is repeated, as the API writes its own. */
export type SearchValues = Record<string, string | string[]>;

/** Reads `?status=failed&status=retrying&search=a`. */
export function parseSearch(text: string): SearchValues {
  const params = new URLSearchParams(text);
  const values: SearchValues = {};
  for (const name of new Set(params.keys())) {
    const all = params.getAll(name);
    values[name] = all.length === 1 && all[0] !== undefined ? all[0] : all;
  }
  return values;
}

/** Writes what {@link parseSearch} reads; undefined, empty and false values are left out. */
export function stringifySearch(search: Record<string, unknown>): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(search)) {
    for (const item of Array.isArray(value) ? value : [value]) {
      if (typeof item === 'string' && item !== '') params.append(name, item);
      if (item === true) params.append(name, 'true');
    }
  }
  const text = params.toString().replaceAll('%3A', ':');
  return text === '' ? '' : `?${text}`;
}

/** One text of a search value; undefined when there is none. The first counts where there are several. */
export function oneText(value: unknown): string | undefined {
  const first: unknown = Array.isArray(value) ? value[0] : value;
  return typeof first === 'string' && first.trim() !== '' ? first : undefined;
}

/** Whether a search value says `true`; undefined when it does not, so that addresses stay short. */
export function oneTrue(value: unknown): true | undefined {
  return value === true || oneText(value) === 'true' ? true : undefined;
}

/** All texts of a search value that `is` accepts, without repeats; undefined when there are none. */
export function manyTexts<T extends string>(
  value: unknown,
  is: (text: string) => text is T,
): T[] | undefined {
  const items: unknown[] = Array.isArray(value) ? value : [value];
  const texts = items.filter((item): item is string => typeof item === 'string').filter(is);
  return texts.length > 0 ? [...new Set(texts)] : undefined;
}
