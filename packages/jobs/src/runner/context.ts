import { encodeId, inOrganisation, type Database } from '@rota/db';

import type { JobContext, JobHelpers, JobLogger, JobResources } from '../job-context.ts';
import { limits } from '../limits.ts';
import { toPublicCreator } from '../public-creator.ts';
import type { ClaimedJob } from './claim.ts';
import type { Journal } from './journal.ts';

/** The scope in which the program makes a job's resources. `orgId` is the uuid. */
export type JobScope = { orgId: string; jobId: string; signal: AbortSignal };

export type ContextDeps = {
  db: Database;
  journal: Journal;
  resources(scope: JobScope): JobResources;
};

/** Puts together what a user job's handler gets in hand. */
export function createJobContext<Input>(
  deps: ContextDeps,
  job: ClaimedJob,
  input: Input,
  signal: AbortSignal,
): JobContext<Input> {
  return {
    ...deps.resources({ orgId: job.orgId, jobId: job.id, signal }),
    jobId: encodeId('job', job.id),
    orgId: encodeId('org', job.orgId),
    createdBy: toPublicCreator(job.createdBy),
    input,
    attempt: job.attempt,
    signal,
    logger: createJobLogger(deps.journal, job),
    helpers: createHelpers(signal, (percent, message) => deps.journal.progress(job, percent, message)),
    db: {
      transaction: (work) => inOrganisation(deps.db, job.orgId, (tx) => work(tx, job.orgId)),
    },
  };
}

/** Progress and chunks, for user and system jobs alike. */
export function createHelpers(
  signal: AbortSignal,
  writeProgress: (percent: number, message: string | null) => void,
): JobHelpers {
  let highest = 0;
  let lastMessage: string | null = null;
  return {
    updateProgress(percent, message) {
      // NaN clamps to 0.
      highest = Math.max(highest, Math.min(100, Math.floor(percent) || 0));
      lastMessage = message ?? lastMessage;
      writeProgress(highest, lastMessage);
    },
    async forEachChunk<Item>(
      items: AsyncIterable<Item> | Iterable<Item>,
      chunkSize: number,
      work: (chunk: Item[]) => Promise<void>,
    ) {
      let chunk: Item[] = [];
      for await (const item of items) {
        chunk.push(item);
        if (chunk.length < chunkSize) continue;
        signal.throwIfAborted();
        await work(chunk);
        chunk = [];
      }
      signal.throwIfAborted();
      if (chunk.length > 0) await work(chunk);
    },
  };
}

function createJobLogger(journal: Journal, job: ClaimedJob): JobLogger {
  let lines = 0;
  const write =
    (level: keyof JobLogger) =>
    (message: string, fields: Record<string, unknown> = {}) => {
      lines += 1;
      if (lines < limits.logLinesPerRun) journal.log(job, level, message, fields);
      if (lines === limits.logLinesPerRun) {
        journal.log(job, 'warn', 'This run has written its last line: further ones are dropped', {
          linesMax: limits.logLinesPerRun,
        });
      }
    };
  return { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') };
}
