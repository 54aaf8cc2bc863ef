import { AppError } from '../errors/app-error.ts';

/** The body has more bytes than are read. */
export function bodyTooLarge(bytesMax: number): AppError {
  return new AppError({
    kind: 'too_large',
    code: 'body.too_large',
    message: `The body may have ${bytesMax} bytes at most.`,
  });
}

/** @param wanted what the operation takes, in words or as a media type */
export function unsupportedMediaType(wanted: string): AppError {
  return new AppError({
    kind: 'unsupported_media_type',
    code: 'body.unsupported_media_type',
    message: `This operation takes ${wanted}.`,
  });
}
