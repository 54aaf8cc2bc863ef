import { toDatabaseError } from '@rota/db';

const NOT_NULL_VIOLATION = '23502';

/**
 * Runs a statement that puts messages, and says what is wrong when one of their queues is not there: the statement has no
 * name to give to its messages then.
 * @throws Error with the server's own as its cause
 */
export async function refuseMissingQueue<T>(put: () => Promise<T>): Promise<T> {
  try {
    return await put();
  } catch (error) {
    const { code, column } = toDatabaseError(error) ?? {};
    if (code !== NOT_NULL_VIOLATION || column !== 'name') throw error;
    throw new Error('a queue of these jobs is not there: no message was put on any', { cause: error });
  }
}
