import { PermanentJobError } from '@rota/jobs';
import { AppError } from '../../errors/app-error.ts';
import { notFound } from '../../errors/not-found.ts';

/** Missing, expired, or another organisation's. */
export function fileNotFound(cause?: unknown): AppError {
  const error = notFound('file');
  error.cause = cause;
  return error;
}

/** The same for a job that needs the file: no further attempt finds it. `fileId` is the public id. */
export function fileNotFoundForJob(fileId: string, cause?: unknown): PermanentJobError {
  return new PermanentJobError('file.not_found', `There is no file ${fileId}, or it has expired.`, { cause });
}

/** The content has more bytes than a file may have. */
export function fileTooLarge(bytesMax: number, cause?: unknown): AppError {
  return new AppError({
    kind: 'too_large',
    code: 'file.too_large',
    message: `A file has at most ${bytesMax} bytes.`,
    cause,
  });
}
