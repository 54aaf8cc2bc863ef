import type { StoredFile } from '@rota/contracts/client';

/** A file that a job speaks of. `gone`: it was deleted or has expired. Undefined: there is none, or it is loading. */
export type JobFile = StoredFile | 'gone' | undefined;

/** The files of an import, and how to get one. */
export interface JobFiles {
  imported: JobFile;
  errors: JobFile;
  onDownload: (file: StoredFile) => void;
  isDownloading: boolean;
}
