import { encodeId, inOrganisation, type Database } from '@rota/db';

import type { JobContext, JobLogger, JobResources } from '../job-context.ts';
import { limits } from '../limits.ts';
import { toPublicCreator } from '../public-creator.ts';
import type { ClaimedJob } from './claim.ts';
import { createJobHelpers } from './job-helpers.ts';
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
    helpers: createJobHelpers(signal, (percent, message) => deps.journal.progress(job, percent, message)),
    db: {
      transaction: (work) => inOrganisation(deps.db, job.orgId, (tx) => work(tx, job.orgId)),
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
