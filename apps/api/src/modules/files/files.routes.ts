import { Readable } from 'node:stream';
import type { HandlersOf } from '@rota/contracts/server';
import { toContentDisposition } from '../../http/content-disposition.ts';
import { toOperationPath } from '../../http/operation-path.ts';
import { readPage, toPage } from '../../http/page.ts';
import { readPathId } from '../../http/read-path-id.ts';
import type { RequestContext } from '../../http/request-context.ts';
import { toFileResponse } from './files.convert.ts';
import { fileNotFound } from './files.errors.ts';
import type { FilesService } from './files.service.ts';
import { fileBytesMin, readFileForm } from './file-form.convert.ts';

/** The operations on files. */
export function createFilesRoutes({
  filesService,
}: {
  filesService: FilesService;
}): HandlersOf<'files', RequestContext> {
  return {
    async uploadFile({ path, body }, { orgId }) {
      filesService.requireFits(fileBytesMin(body));
      const row = await filesService.createFile({ orgId, ...(await readFileForm(body)) });
      const file = toFileResponse(row);
      const location = toOperationPath('getFile', { orgId: path.orgId, fileId: file.id });
      return { status: 201, headers: { Location: location }, body: file };
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
  return readPathId(publicId, { prefix: 'fil', notFound: fileNotFound });
}
