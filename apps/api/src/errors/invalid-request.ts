import { AppError, type Violation } from './app-error.ts';

/** A request that is malformed or does not fit the contract, with everything that is wrong with it. */
export function invalidRequest(violations: readonly Violation[], cause?: unknown): AppError {
  return new AppError({
    kind: 'invalid',
    code: 'request.invalid',
    message: describe(violations),
    details: { violations },
    cause,
  });
}

function describe(violations: readonly Violation[]): string {
  const [first, ...others] = violations;
  if (first === undefined) return 'The request is not valid.';
  const where = first.pointer === '' ? `the ${first.in}` : first.pointer;
  const rest = others.length === 0 ? '' : `, and ${others.length} more`;
  return `${where} ${first.message}${rest}`;
}
