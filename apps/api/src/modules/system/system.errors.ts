import { AppError } from '../../errors/app-error.ts';

/** A bounded run of a worker goes on in this process. */
export function workerRunning(): AppError {
  return new AppError({
    kind: 'conflict',
    code: 'worker.already_running',
    message: 'This process is running a worker for somebody else. What waits is being run; call again later.',
  });
}
