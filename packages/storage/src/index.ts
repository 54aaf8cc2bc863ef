export { createDiskStorage } from './disk-storage.ts';
export { StorageKeyError, StorageLimitError, StorageNotFoundError } from './storage-errors.ts';
export type { PutOptions, Storage, StoredContent, TemporaryFile } from './storage.ts';
