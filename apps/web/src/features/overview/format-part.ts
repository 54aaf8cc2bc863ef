const dayMs = 86_400_000;

/** When a part of a period began: a day where it is as long as one, else a day and a time. */
export function formatPart({ from, to }: { from: number; to: number }, locale?: string): string {
  const time = to - from < dayMs ? { hour: '2-digit' as const, minute: '2-digit' as const } : {};
  return new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', ...time }).format(from);
}
