import { AppError } from '../errors/app-error.ts';

/** No credential came with the request. */
export function credentialMissing(): AppError {
  return new AppError({
    kind: 'unauthenticated',
    code: 'credential.missing',
    message: 'Send a credential: Authorization: Bearer rota_… (an API key), or the token of this operation.',
  });
}

/** Malformed, unknown, expired or revoked: which of these is nobody's business. */
export function credentialInvalid(): AppError {
  return new AppError({
    kind: 'unauthenticated',
    code: 'credential.invalid',
    message: 'The credential is not valid.',
  });
}

/** Good, but for other things: an organisation's key where the installation is asked for, or the other token of it. */
export function credentialForbidden(): AppError {
  return new AppError({
    kind: 'forbidden',
    code: 'credential.forbidden',
    message: 'The credential is valid, and does not open this.',
  });
}
