import type { AppError } from '../../errors/app-error.ts';
import { invalidRequest } from '../../errors/invalid-request.ts';
import { PERIOD_DAYS_MAX } from './stats-period.ts';

/** There are no figures of this period: it does not end after it begins, or is too long. */
export function statsPeriodInvalid(): AppError {
  const message = `must be before the period's end, by ${PERIOD_DAYS_MAX} days at most`;
  return invalidRequest([{ in: 'query', pointer: '/from', message }]);
}
