/** The key is not one that {@link Storage} accepts; nothing was touched. */
export class StorageKeyError extends Error {
  override readonly name = 'StorageKeyError';
  readonly code = 'storage.key_invalid';

  constructor(reason: string) {
    super(`The storage key is not valid: ${reason}.`);
  }
}

/** The content was longer than its limit; nothing of it was kept. */
export class StorageLimitError extends Error {
  override readonly name = 'StorageLimitError';
  readonly code = 'storage.limit_exceeded';
  readonly maxBytes: number;

  constructor(maxBytes: number) {
    super(`The content is longer than ${maxBytes} bytes.`);
    this.maxBytes = maxBytes;
  }
}

/** There is nothing under the key. */
export class StorageNotFoundError extends Error {
  override readonly name = 'StorageNotFoundError';
  readonly code = 'storage.not_found';
  readonly key: string;

  constructor(key: string, options?: { cause: unknown }) {
    super(`There is no file under the storage key ${key}.`, options);
    this.key = key;
  }
}
