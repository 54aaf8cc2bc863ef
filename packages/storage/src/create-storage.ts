import { createContentMeter } from './content-meter.ts';
import type { StorageDriver } from './storage-driver.ts';
import { assertStorageKey } from './storage-key.ts';
import type { Storage } from './storage.ts';
import { createTemporaryFiles } from './temporary-files.ts';

/** The port over any driver: checks keys, measures content, and writes beside the final key first. */
export function createStorage(driver: StorageDriver): Storage {
  const temporaryFiles = createTemporaryFiles(driver);

  const storage: Storage = {
    async put(key, content, options = {}) {
      assertStorageKey(key);
      const meter = createContentMeter(content, options);
      const writtenKey = temporaryFiles.isTemporary(key) ? key : temporaryFiles.newKey();
      try {
        await driver.putStream(writtenKey, meter.stream);
        if (writtenKey !== key) await driver.move(writtenKey, key);
      } catch (error) {
        await temporaryFiles.discard(writtenKey);
        throw error;
      }
      return meter.measure();
    },

    async getStream(key) {
      assertStorageKey(key);
      return driver.getStream(key);
    },

    async exists(key) {
      assertStorageKey(key);
      return driver.exists(key);
    },

    async move(source, destination) {
      assertStorageKey(source);
      assertStorageKey(destination);
      await driver.move(source, destination);
    },

    async delete(key) {
      assertStorageKey(key);
      await driver.delete(key);
    },

    async *listKeys(folder) {
      assertStorageKey(folder);
      yield* driver.listKeys(folder);
    },

    async findWrittenAt(key) {
      assertStorageKey(key);
      return driver.findWrittenAt(key);
    },

    createTemporary() {
      const key = temporaryFiles.newKey();
      return {
        key,
        moveTo: (destination) => storage.move(key, destination),
        delete: () => storage.delete(key),
      };
    },

    removeTemporaryOlderThan: (date) => temporaryFiles.removeOlderThan(date),
  };
  return storage;
}
