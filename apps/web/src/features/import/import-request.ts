import type { CreateJobRequest, ImportCollection, ImportMatchField } from '@rota/contracts/client';
import { toMapping, type MappedColumn } from './column-mapping.ts';

/** What is to be uploaded and run. */
export interface ImportRequest {
  file: File;
  /** The job, once the file has its id. */
  toJob: (fileId: string) => CreateJobRequest;
}

const subjectIdMax = 255;

/** The import that was put together. Its job is found by the name of the file. */
export function toImportRequest({
  file,
  collection,
  columns,
  matchBy,
}: {
  file: File;
  collection: ImportCollection;
  columns: MappedColumn[];
  matchBy: ImportMatchField;
}): ImportRequest {
  return {
    file,
    toJob: (fileId) => ({
      type: 'data:import',
      input: { fileId, collection, mapping: toMapping(columns), matchBy },
      subject: { type: 'file', id: file.name.slice(0, subjectIdMax) },
    }),
  };
}
