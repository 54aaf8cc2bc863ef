import { StorageKeyError } from './storage-errors.ts';

/** Longest key in characters. S3 ends at 1,024 bytes, and a root folder comes before it on disk. */
export const KEY_LENGTH_MAX = 512;

/** Longest segment in characters: the longest file name that common file systems take. */
export const SEGMENT_LENGTH_MAX = 255;

/**
 * A segment begins and ends with a letter, digit, `_` or `-`. With that alone `.`, `..`, hidden names, empty
 * segments (absolute paths, `//`, a trailing `/`), backslashes, drive letters and NUL are out, and a key
 * is spelled the same on every driver: nothing needs normalising, so nothing can be normalised into `..`.
 */
const SEGMENT = /^[A-Za-z0-9_-](?:[A-Za-z0-9._-]*[A-Za-z0-9_-])?$/;

/**
 * Refuses whatever could name a place outside the root, or one place in two spellings.
 * @throws {StorageKeyError}
 */
export function assertStorageKey(key: string): void {
  if (key.length > KEY_LENGTH_MAX) {
    throw new StorageKeyError(`it has more than ${KEY_LENGTH_MAX} characters`);
  }
  for (const segment of key.split('/')) {
    if (!SEGMENT.test(segment)) {
      throw new StorageKeyError(
        'each part between slashes must consist of A–Z a–z 0–9 . _ - and neither begin nor end with a dot',
      );
    }
    if (segment.length > SEGMENT_LENGTH_MAX) {
      throw new StorageKeyError(`a part has more than ${SEGMENT_LENGTH_MAX} characters`);
    }
  }
}
