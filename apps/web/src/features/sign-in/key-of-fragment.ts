/** The key of a sign-in link's fragment, `key=rota_…`; undefined when there is none. */
export function keyOfFragment(fragment: string): string | undefined {
  const key = new URLSearchParams(fragment.replace(/^#/, '')).get('key')?.trim();
  return key === undefined || key === '' ? undefined : key;
}
