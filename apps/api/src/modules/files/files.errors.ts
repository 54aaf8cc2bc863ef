import { AppError } from '../../errors/app-error.ts';
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
