/** A time as `<input type="datetime-local">` writes it, in the browser's zone; empty for none. */
export function toLocalInput(at: string | undefined): string {
  if (at === undefined) return '';
  const time = new Date(at);
  const minuteMs = 60_000;
  return new Date(time.getTime() - time.getTimezoneOffset() * minuteMs)
    .toISOString()
    .slice(0, '2026-03-14T09:30'.length);
}

/** What such a field says as RFC 3339; undefined while it is empty. */
export function fromLocalInput(text: string): string | undefined {
  const time = new Date(text).getTime();
  return Number.isNaN(time) ? undefined : new Date(time).toISOString();
}
