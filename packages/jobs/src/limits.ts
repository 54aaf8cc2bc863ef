/** Every bound a caller or a handler can run into, in one table. Sizes are bytes of UTF-8 JSON. */
export const limits = {
  /** A job's input and its output. */
  inputBytes: 256 * 1024,
  outputBytes: 256 * 1024,
  jsonDepth: 32,
  /** One log line, and the lines one run may write; what comes after is counted and dropped. */
  logLineBytes: 8 * 1024,
  logLinesPerRun: 10_000,
  uniqueKeyChars: 255,
  /** Children of one batch. */
  batchItems: 100_000,
  /** Jobs in one bulk create. */
  bulkJobs: 1_000,
  /** Jobs of one workflow. */
  workflowNodes: 1_000,
  /** Jobs that one job waits for, and jobs that wait for one. */
  parents: 1_000,
  dependents: 1_000,
  attemptsMax: 100,
  /** Below the 24 hours after which the queue takes a message back; longer work is chunked. */
  timeoutSecondsMax: 82_800,
} as const;
