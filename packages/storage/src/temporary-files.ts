import { randomUUIDv7 } from 'node:crypto';
import type { StorageDriver } from './storage-driver.ts';

const PREFIX = 'tmp/';

/** Removals in one sweep; what is left waits for the next, so that one sweep never runs for hours. */
const SWEEP_MAX = 10_000;

/** The keys below `tmp/`: made fresh, never reused, swept by age. */
export interface TemporaryFiles {
  isTemporary(key: string): boolean;
  newKey(): string;
  /** Removes what a failed write left. Never throws: what it cannot remove, a later sweep does. */
  discard(key: string): Promise<void>;
  removeOlderThan(date: Date): Promise<number>;
}

export function createTemporaryFiles(driver: StorageDriver): TemporaryFiles {
  return {
    isTemporary: (key) => key.startsWith(PREFIX),
    newKey: () => `${PREFIX}${randomUUIDv7()}`,

    async discard(key) {
      await driver.delete(key).catch(() => undefined);
    },

    async removeOlderThan(date) {
      let removed = 0;
      for await (const key of listTemporaryKeys(driver)) {
        if (removed === SWEEP_MAX) break;
        if (!(await isOlderThan(driver, key, date))) continue;
        await driver.delete(key);
        removed += 1;
      }
      return removed;
    },
  };
}

async function* listTemporaryKeys(driver: StorageDriver): AsyncGenerator<string> {
  let paginationToken: string | undefined;
  do {
    const page = await driver.listAll(PREFIX, {
      recursive: true,
      ...(paginationToken && { paginationToken }),
    });
    for (const object of page.objects) {
      if (object.isFile) yield object.key;
    }
    paginationToken = page.paginationToken;
  } while (paginationToken !== undefined);
}

/** False also when the file went away since it was listed: its writer moved it to its final key. */
async function isOlderThan(driver: StorageDriver, key: string, date: Date): Promise<boolean> {
  try {
    return (await driver.getMetaData(key)).lastModified < date;
  } catch (error) {
    if (await driver.exists(key)) throw error;
    return false;
  }
}
