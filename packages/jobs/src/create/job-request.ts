import type { JobPriority, ParentFailureEffect, RetryPolicy } from '@rota/db';

import type { JobCreator } from './created-by.ts';

/** What a caller may ask for. Ids are uuids. */
export type JobRequest = {
  orgId: string;
  type: string;
  input: unknown;
  createdBy: JobCreator;
  // What is left out comes from the type's defaults in the contract.
  /** Reorders the organisation's own line. */
  priority?: JobPriority | undefined;
  /** Not before this time; a time that has passed means now. */
  runAt?: Date | undefined;
  /** 1–100. */
  maxAttempts?: number | undefined;
  retry?: RetryPolicy | undefined;
  /** Per attempt, 1–82,800. */
  timeoutSeconds?: number | undefined;
  /** At most one living job per organisation, type and key. */
  uniqueKey?: string | undefined;
  /** What the job is about, to find it by. */
  subject?: { type: string; id: string } | undefined;
  /** It waits for these jobs of the organisation to end; 1,000 at most. Ended ones have been waited for. */
  dependsOn?: readonly string[] | undefined;
  /** What becomes of it when one of them does not complete: it fails (the default), is cancelled, or runs all the same. */
  onParentFailure?: ParentFailureEffect | undefined;
  /** The job that it repeats. */
  replayOf?: string | undefined;
  /** The schedule that makes it. */
  scheduleId?: string | undefined;
};
