import { toDatabaseError } from '@rota/db';

/** Whether PostgreSQL refused the values, SQLSTATE 22 (data) or 23 (constraint): it would refuse them again. */
export function isRefusedData(error: unknown): boolean {
  return /^2[23]/.test(toDatabaseError(error)?.code ?? '');
}
