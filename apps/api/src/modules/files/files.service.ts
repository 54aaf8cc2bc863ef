import type { Readable } from 'node:stream';
import { inOrganisation, newId, type Database, type PageRequest } from '@rota/db';
import { StorageLimitError, StorageNotFoundError, type Storage } from '@rota/storage';
import { toContentType, toFileName } from './file-name.ts';
import { fileNotFound, fileTooLarge } from './files.errors.ts';
import {
  createFile,
  deleteExpiredFiles,
  expireFile,
  findFile,
  listFiles,
  type FileRow,
} from './files.repository.ts';
import { toStorageKey } from './content-key.ts';

/** Longest file in bytes, unless the program is told otherwise. */
const FILE_BYTES_MAX_DEFAULT = 1024 ** 3;

/** What is known of a file besides its content. */
export type FileDetails = {
  /** As given; cleaned before it is kept. */
  name: string;
  /** As given; `application/octet-stream` when it is no media type. */
  contentType: string;
  /** Null: the file is kept until somebody deletes it. */
  expiresInSeconds: number | null;
};

/** A file and its content. */
export type OpenedFile = {
  name: string;
  sizeBytes: number;
  /** Read it to its end or destroy it. Stays whole when the file is deleted meanwhile. */
  stream: Readable;
};

/** Files of organisations: rows with their content in the storage. */
export type FilesService = {
  /** Longest file in bytes. */
  bytesMax: number;
  /**
   * Refuses a file that is known to be too large before anything of it is read.
   * @throws AppError `file.too_large`
   */
  requireFits(sizeBytes: number): void;
  /**
   * Stores content as it streams, then makes the row: a file is there as a whole or not at all.
   * @param file.details may come later than the content, as in a form; when they fail, so does this
   * @throws AppError `file.too_large`
   */
  createFile(file: {
    orgId: string;
    content: Readable;
    details: FileDetails | Promise<FileDetails>;
  }): Promise<FileRow>;
  /** A page and the row after it, newest first. */
  listFiles(query: { orgId: string; page: PageRequest }): Promise<FileRow[]>;
  /** @throws AppError `file.not_found`, also when it has expired */
  getFile(key: { orgId: string; fileId: string }): Promise<FileRow>;
  /** @throws AppError `file.not_found`, also when it has expired */
  openFile(key: { orgId: string; fileId: string }): Promise<OpenedFile>;
  /**
   * Deletes a file. From the first step nobody finds it any more; what a crash leaves of it, the clean-up removes.
   * @throws AppError `file.not_found`
   */
  deleteFile(key: { orgId: string; fileId: string }): Promise<void>;
};

/** The service on the role of requests. */
export function createFilesService({
  db,
  storage,
  bytesMax = FILE_BYTES_MAX_DEFAULT,
}: {
  db: Database;
  storage: Storage;
  bytesMax?: number;
}): FilesService {
  async function getFile(key: { orgId: string; fileId: string }): Promise<FileRow> {
    const row = await inOrganisation(db, key.orgId, (tx) => findFile(tx, key));
    if (row === undefined) throw fileNotFound();
    return row;
  }

  /** Removes the content of a row that could not be made; not when the commit is in doubt, and the row may be there. */
  async function discardContent(key: { orgId: string; fileId: string }, storageKey: string): Promise<void> {
    const row = await inOrganisation(db, key.orgId, (tx) => findFile(tx, key));
    if (row === undefined) await storage.delete(storageKey);
  }

  return {
    bytesMax,

    requireFits(sizeBytes) {
      if (sizeBytes > bytesMax) throw fileTooLarge(bytesMax);
    },

    async createFile({ orgId, content, details }) {
      const fileId = newId();
      const storageKey = toStorageKey({ orgId, fileId });
      const [stored, described] = await Promise.allSettled([
        storage.put(storageKey, content, { maxBytes: bytesMax }).catch(rethrowTooLarge),
        details,
      ]);
      if (stored.status === 'rejected') throw stored.reason;
      try {
        if (described.status === 'rejected') throw described.reason;
        const { name, contentType, expiresInSeconds } = described.value;
        const file = { id: fileId, orgId, storageKey, ...stored.value, expiresInSeconds };
        return await inOrganisation(db, orgId, (tx) =>
          createFile(tx, { ...file, name: toFileName(name), contentType: toContentType(contentType) }),
        );
      } catch (error) {
        await discardContent({ orgId, fileId }, storageKey).catch(() => undefined);
        throw error;
      }
    },

    listFiles: (query) => inOrganisation(db, query.orgId, (tx) => listFiles(tx, query)),

    getFile,

    async openFile(key) {
      const { name, sizeBytes, storageKey } = await getFile(key);
      try {
        return { name, sizeBytes, stream: await storage.getStream(storageKey) };
      } catch (error) {
        // Deleted since it was found.
        throw error instanceof StorageNotFoundError ? fileNotFound(error) : error;
      }
    },

    async deleteFile(key) {
      const row = await inOrganisation(db, key.orgId, (tx) => expireFile(tx, key));
      if (row === undefined) throw fileNotFound();
      await storage.delete(row.storageKey);
      await inOrganisation(db, key.orgId, (tx) =>
        deleteExpiredFiles(tx, { orgId: key.orgId, fileIds: [key.fileId] }),
      );
    },
  };
}

function rethrowTooLarge(error: unknown): never {
  throw error instanceof StorageLimitError ? fileTooLarge(error.maxBytes, error) : error;
}
