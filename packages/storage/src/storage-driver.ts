import type { DriverContract } from 'flydrive/types';

/**
 * What a driver is asked for. The most is in flydrive's shape, beyond which it promises:
 * - `putStream` settles when nothing is written any more, so that a failed one can be removed;
 * - `move` replaces in one step, and keeps the moment of the last writing;
 * - `move` and `getStream` reject with {@link StorageNotFoundError} when there is nothing.
 */
export interface StorageDriver extends Pick<
  DriverContract,
  'exists' | 'getStream' | 'putStream' | 'move' | 'delete'
> {
  /** See `Storage.listKeys`. flydrive's own `listAll` has all keys in memory. */
  listKeys(folder: string): AsyncIterable<string>;
  /** See `Storage.findWrittenAt`. */
  findWrittenAt(key: string): Promise<Date | null>;
}
