import { AppError } from '../../errors/app-error.ts';
import { notFound } from '../../errors/not-found.ts';

/** Missing, or another organisation's. */
export function workflowNotFound(): AppError {
  return notFound('workflow');
}

/** All its jobs had ended before anybody cancelled one. */
export function workflowEnded(): AppError {
  return new AppError({
    kind: 'conflict',
    code: 'workflow.ended',
    message: 'All jobs of the workflow have ended. There is nothing left to cancel.',
  });
}
