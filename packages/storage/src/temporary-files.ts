import { randomUUIDv7 } from 'node:crypto';
import type { StorageDriver } from './storage-driver.ts';

const FOLDER = 'tmp';

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

/** The temporary files of a driver. */
export function createTemporaryFiles(driver: StorageDriver): TemporaryFiles {
  return {
    isTemporary: (key) => key.startsWith(`${FOLDER}/`),
    newKey: () => `${FOLDER}/${randomUUIDv7()}`,

    async discard(key) {
      await driver.delete(key).catch(() => undefined);
    },

    async removeOlderThan(date) {
      let removed = 0;
      for await (const key of driver.listKeys(FOLDER)) {
        if (removed === SWEEP_MAX) break;
        const writtenAt = await driver.findWrittenAt(key);
        // Null: its writer has moved it to its final key since it was listed.
        if (writtenAt === null || writtenAt >= date) continue;
        await driver.delete(key);
        removed += 1;
      }
      return removed;
    },
  };
}
