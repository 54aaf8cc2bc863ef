import { AppError } from '../../errors/app-error.ts';
import { invalidRequest } from '../../errors/invalid-request.ts';
import { notFound } from '../../errors/not-found.ts';

/** Missing, expired, or another organisation's. */
export function fileNotFound(cause?: unknown): AppError {
  const error = notFound('file');
  error.cause = cause;
  return error;
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

/** One part of an upload form that is not as it should be; `part` is empty when it is the form as a whole. */
export type UploadFault = { part: string; message: string };

/** The form cannot be read, or its parts are not those of an upload. */
export function uploadInvalid(faults: readonly UploadFault[], cause?: unknown): AppError {
  return invalidRequest(
    faults.map(({ part, message }) => ({
      in: 'body',
      pointer: part === '' ? '' : `/${part.replaceAll('~', '~0').replaceAll('/', '~1')}`,
      message,
    })),
    cause,
  );
}
