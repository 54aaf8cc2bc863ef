import { AppError } from '../errors/app-error.ts';

/** No credential came with the request. */
export function credentialMissing(): AppError {
  return new AppError({
    kind: 'unauthenticated',
    code: 'credential.missing',
    message: 'Send an API key: Authorization: Bearer rota_…',
  });
}

/** Malformed, unknown, expired or revoked: which of these is nobody's business. */
export function credentialInvalid(): AppError {
  return new AppError({
    kind: 'unauthenticated',
    code: 'credential.invalid',
    message: 'The API key is not valid.',
  });
}
