import { Readable } from 'node:stream';
import type { HandlersOf } from '@rota/contracts/server';
import { decodeId } from '@rota/db';
import { readPage, toPage } from '../../http/page.ts';
import type { RequestContext } from '../../http/request-context.ts';
import { toContentDisposition } from './file-name.ts';
import { readFileUpload } from './file-upload.ts';
import { toFileResponse } from './files.convert.ts';
import { fileNotFound, fileTooLarge } from './files.errors.ts';
import type { FilesService } from './files.service.ts';

/** What a form may have around its file: fields, boundaries, headers. */
const FORM_BYTES_MAX = 64 * 1024;

/** The operations on files. */
export function createFilesRoutes({
  filesService,
}: {
  filesService: FilesService;
}): HandlersOf<'files', RequestContext> {
  return {
    async uploadFile({ path, body }, { orgId }) {
      // Told before anything is sent, where the client says how much it will be.
      if ((body.contentLength ?? 0) > filesService.bytesMax + FORM_BYTES_MAX)
        throw fileTooLarge(filesService.bytesMax);
      const file = toFileResponse(await filesService.createFile({ orgId, ...(await readFileUpload(body)) }));
      return {
        status: 201,
        headers: { Location: `/v1/orgs/${path.orgId}/files/${file.id}` },
        body: file,
      };
    },

    async listFiles({ query }, { orgId }) {
      const scope = { list: 'files', orgId };
      const page = readPage(query, scope);
      const rows = await filesService.listFiles({ orgId, page });
      return {
        status: 200,
        body: toPage(rows, { page, scope, keyOf: (row) => row.id, toItem: toFileResponse }),
      };
    },

    async getFile({ path }, { orgId }) {
      const row = await filesService.getFile({ orgId, fileId: toFileId(path.fileId) });
      return { status: 200, body: toFileResponse(row) };
    },

    async getFileContent({ path }, { orgId }) {
      const file = await filesService.openFile({ orgId, fileId: toFileId(path.fileId) });
      return {
        status: 200,
        headers: {
          'Content-Disposition': toContentDisposition(file.name),
          'Content-Length': String(file.sizeBytes),
        },
        body: Readable.toWeb(file.stream),
      };
    },

    async deleteFile({ path }, { orgId }) {
      await filesService.deleteFile({ orgId, fileId: toFileId(path.fileId) });
      return { status: 204 };
    },
  };
}

function toFileId(publicId: string): string {
  const fileId = decodeId('fil', publicId);
  if (fileId === null) throw fileNotFound();
  return fileId;
}
