/**
 * How far a stream has told: all that had been committed when the position was taken. It is a snapshot of PostgreSQL
 * and not a number that rises, because transactions do not commit in the order in which they begin: those that were
 * open then are listed, and what they wrote is told when they have committed, however long that takes.
 */
export type StreamPosition = {
  /** When it was taken, by the database's clock. */
  atSeconds: number;
  /** The first transaction id that had not been given out. */
  next: bigint;
  /** Older ones that were open, ascending. */
  open: readonly bigint[];
};

/** As long as the journal of changes is kept. */
const RESUMABLE_SECONDS = 3_600;
/** An id has to fit into a header. With more, a stream that comes back is told some things twice. */
const LISTED_TRANSACTIONS_MAX = 100;

/** Reads what `pg_current_snapshot()` is as text: `xmin:xmax:xip,xip,…`. */
export function readSnapshot(text: string): Pick<StreamPosition, 'next' | 'open'> {
  const [, next = '', open = ''] = text.split(':');
  return { next: BigInt(next), open: open === '' ? [] : open.split(',').map(BigInt) };
}

/** The event id of a position: digits and dots, nothing that clients should read. */
export function toEventId({ atSeconds, next, open }: StreamPosition): string {
  const [oldest] = open;
  const isListed = open.length <= LISTED_TRANSACTIONS_MAX || oldest === undefined;
  return [atSeconds, ...(isListed ? [next, ...open] : [oldest])].join('.');
}

/**
 * The position of an event id.
 * @returns null when it is none, too old to go on from, or of another database
 */
export function fromEventId(id: string, now: StreamPosition): StreamPosition | null {
  if (!/^\d{1,12}(?:\.\d{1,20})+$/.test(id)) return null;
  const [atSeconds = '', next = '', ...open] = id.split('.');
  const position = { atSeconds: Number(atSeconds), next: BigInt(next), open: open.map(BigInt) };
  const isKept = now.atSeconds - position.atSeconds <= RESUMABLE_SECONDS;
  return isKept && position.next <= now.next && open.length <= LISTED_TRANSACTIONS_MAX ? position : null;
}

/**
 * Puts what was read at two positions in order: the one with the higher number saw all that the other did. It counts the
 * transactions that had ended.
 */
export function toReadingOrder({ next, open }: ReturnType<typeof readSnapshot>): bigint {
  return next - BigInt(open.length);
}
