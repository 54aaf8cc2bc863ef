import type { Readable } from 'node:stream';
import { decodeId, encodeId } from '@rota/db';
import { AppError } from '../../errors/app-error.ts';
import { fileNotFoundForJob } from './files.errors.ts';
import type { FilesService, OpenedFile } from './files.service.ts';

/** The files of one organisation, as its jobs read and write them. */
export type OrganisationFiles = {
  /**
   * Opens a file by its public id.
   * @throws PermanentJobError `file.not_found`: missing, expired, or another organisation's
   */
  open(fileId: string): Promise<OpenedFile>;
  /**
   * Stores what streams in. When the stream fails nothing is left behind.
   * @param file.expiresInSeconds left out: the file is kept until somebody deletes it
   * @returns the file's description, with its public id
   */
  create(file: {
    name: string;
    contentType: string;
    stream: Readable;
    expiresInSeconds?: number;
  }): Promise<{ id: string; name: string; sizeBytes: number; sha256: string }>;
};

/** Binds the service to the organisation a job belongs to. `orgId` is the uuid. */
export function createOrganisationFiles(
  filesService: Pick<FilesService, 'openFile' | 'createFile'>,
  orgId: string,
): OrganisationFiles {
  return {
    async open(publicId) {
      const fileId = decodeId('fil', publicId);
      if (fileId === null) throw fileNotFoundForJob(publicId);
      try {
        return await filesService.openFile({ orgId, fileId });
      } catch (error) {
        throw error instanceof AppError && error.kind === 'not_found'
          ? fileNotFoundForJob(publicId, error)
          : error;
      }
    },

    async create({ name, contentType, stream, expiresInSeconds = null }) {
      const details = { name, contentType, expiresInSeconds };
      const { id, ...file } = await filesService.createFile({ orgId, content: stream, details });
      return { id: encodeId('fil', id), name: file.name, sizeBytes: file.sizeBytes, sha256: file.sha256 };
    },
  };
}
