import type { DriverContract } from 'flydrive/types';

/**
 * What a driver is asked for, in flydrive's shape, beyond which it promises:
 * - `putStream` settles when nothing is written any more, so that a failed one can be removed;
 * - `move` replaces in one step;
 * - `move` and `getStream` reject with {@link StorageNotFoundError} when there is nothing.
 */
export type StorageDriver = Pick<
  DriverContract,
  'exists' | 'getStream' | 'putStream' | 'move' | 'delete' | 'listAll' | 'getMetaData'
>;
