import { encodeId } from '@rota/db';

import { toReceipt, type JobReceipt, type JobsService } from '../create/create-jobs.ts';
import { JobEffects } from '../registry/job-effects.ts';
import type {
  JobContext,
  JobLogger,
  JobResources,
  OrganisationDatabase,
  TriggerOptions,
} from '../registry/job-context.ts';
import { toPublicCreator } from '../create/created-by.ts';
import { limits } from '../limits.ts';
import type { ClaimedJob } from './claim.ts';
import { createJobHelpers } from './progress-and-chunks.ts';
import type { RunRecorder } from './run-recorder.ts';

/** The run for which the program makes a job's resources. Ids are uuids. */
export type JobScope = { orgId: string; jobId: string; signal: AbortSignal; db: OrganisationDatabase };

/** What contexts are made from. */
export type ContextDeps = {
  /** What a job of the organisation sees of the database. */
  databaseOf(orgId: string): OrganisationDatabase;
  recorder: Pick<RunRecorder, 'recordProgress' | 'recordLine'>;
  /** For the jobs that handlers trigger. */
  jobs: Pick<JobsService, 'createAndEnqueueJob'>;
  resources(scope: JobScope): JobResources;
};

/** Puts together what a user job's handler gets in hand. */
export function createJobContext<Input>(
  deps: ContextDeps,
  { job, input, signal }: { job: ClaimedJob; input: Input; signal: AbortSignal },
): JobContext<Input> {
  const db = deps.databaseOf(job.orgId);
  return {
    ...deps.resources({ orgId: job.orgId, jobId: job.id, signal, db }),
    jobId: encodeId('job', job.id),
    orgId: encodeId('org', job.orgId),
    createdBy: toPublicCreator(job.createdBy),
    input,
    attempt: job.attempt,
    signal,
    logger: createJobLogger(deps.recorder, job),
    helpers: createJobHelpers(signal, (percent, message) =>
      deps.recorder.recordProgress(job, { percent, message }),
    ),
    db,
    settle: (work) => new JobEffects(work),
    trigger: (type, triggered, options = {}) =>
      triggerFrom(deps.jobs, job, { type: type.type, input: triggered, options }),
  };
}

async function triggerFrom(
  jobs: ContextDeps['jobs'],
  { id, orgId }: ClaimedJob,
  { type, input, options: { tx, ...options } }: { type: string; input: unknown; options: TriggerOptions },
): Promise<JobReceipt> {
  const createdBy = { kind: 'job', id } as const;
  const created = await jobs.createAndEnqueueJob({ ...options, orgId, type, input, createdBy }, tx);
  return toReceipt({ ...created, id: encodeId('job', created.id) });
}

function createJobLogger(recorder: ContextDeps['recorder'], job: ClaimedJob): JobLogger {
  let lines = 0;
  const write =
    (level: keyof JobLogger) =>
    (message: string, fields: Record<string, unknown> = {}) => {
      lines += 1;
      if (lines < limits.logLinesPerRun) recorder.recordLine(job, { level, message, fields });
      if (lines === limits.logLinesPerRun) {
        recorder.recordLine(job, {
          level: 'warn',
          message: 'This run has written its last line: further ones are dropped',
          fields: { linesMax: limits.logLinesPerRun },
        });
      }
    };
  return { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') };
}
