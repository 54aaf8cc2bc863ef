import { AppError } from '../../errors/app-error.ts';

/** A key that was used for this operation in the last day came with something else to do. */
export function idempotencyKeyReused(): AppError {
  return new AppError({
    kind: 'key_reused',
    code: 'idempotency.reused',
    message:
      'This Idempotency-Key was used for a request with another path, query or body. Send what was sent then, or a new key.',
  });
}
