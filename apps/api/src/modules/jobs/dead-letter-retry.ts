import type { JobLogger } from '@rota/jobs';

/** Which group, and how; see the contract. */
export type DeadLetterRetry = {
  fingerprint: string;
  first?: number | undefined;
  stopAtFailureShare?: number | undefined;
  /** A JSON Patch (RFC 6902) on each input. */
  patch?:
    | readonly {
        op: 'add' | 'remove' | 'replace' | 'move' | 'copy' | 'test';
        path: string;
        from?: string | undefined;
        value?: unknown;
      }[]
    | undefined;
};

/** What came of it. */
export type DeadLetterRetryResult = {
  retried: number;
  skipped: number;
  firstFailed: number | null;
  stopped: boolean;
};

/** What a retry has of its run. */
export type DeadLetterRetryRun = {
  signal: AbortSignal;
  logger: JobLogger;
  onProgress(percent: number, message: string): void;
};

/**
 * What a job does that runs dead letters again: said here, for its handler, and done by the feature of dead letters, which
 * builds on this one.
 */
export type DeadLetterRetryService = {
  /**
   * Runs the group's jobs again that failed before the retrying job was made. Begun again it goes on where it was.
   * @throws SnoozeJob while the first ones have not ended: no slot is held for them
   */
  retryGroup(request: DeadLetterRetry, run: DeadLetterRetryRun): Promise<DeadLetterRetryResult>;
};
