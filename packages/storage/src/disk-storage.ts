import { resolve } from 'node:path';
import { createStorage } from './create-storage.ts';
import { DiskDriver } from './disk-driver.ts';
import type { Storage } from './storage.ts';

/**
 * {@link Storage} in a folder of this machine, which several processes may share. Touches nothing until
 * something is put; then makes the folder, readable by its own user only. Temporary files lie in its `tmp`,
 * hence on the same file system, so that they can be renamed into place.
 * @param root the folder; relative paths count from the working directory at the time of the call.
 */
export function createDiskStorage({ root }: { root: string }): Storage {
  return createStorage(new DiskDriver(resolve(root)));
}
