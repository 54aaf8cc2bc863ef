import { z } from 'zod';

/** A type of job without input and output. */
export const benchJobType = (type: string) => ({
  type,
  input: z.strictObject({}),
  output: z.strictObject({}),
  defaults: {
    priority: 'normal' as const,
    maxAttempts: 5,
    timeoutSeconds: 60,
    retry: {
      strategy: 'exponential' as const,
      baseSeconds: 5,
      maxSeconds: 3_600,
      delaysSeconds: [],
      jitter: 0.2,
    },
  },
});
