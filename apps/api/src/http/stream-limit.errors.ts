import { AppError } from '../errors/app-error.ts';

/** Whoever asks has as many event streams open in this process as one may have. */
export function tooManyStreams(streamsMax: number): AppError {
  return new AppError({
    kind: 'rate_limited',
    code: 'stream.too_many',
    message: `This credential has ${streamsMax} event streams open here. Close one before you open another.`,
    details: { retryAfterSeconds: 5, usedUp: 'event-streams' },
  });
}
