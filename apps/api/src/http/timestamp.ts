/** What RFC 3339 can write and PostgreSQL read: the offset of a time at either end leads beyond it. */
const EARLIEST_MS = Date.parse('0001-01-01T00:00:00Z');
const LATEST_MS = Date.parse('9999-12-31T23:59:59.999Z');

/** A time of a request, whose form the contract's validator has checked. */
export function fromTimestamp(text: string): Date {
  return new Date(Math.min(Math.max(Date.parse(text), EARLIEST_MS), LATEST_MS));
}

/** A time in an answer; null where there is none. */
export function toTimestamp(at: Date | null): string | null {
  return at === null ? null : at.toISOString();
}
