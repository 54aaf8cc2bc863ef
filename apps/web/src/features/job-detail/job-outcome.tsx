import type { Job } from '@rota/contracts/client';
import { Ban, CircleCheck, CircleX, RotateCw } from 'lucide-react';
import { Notice } from '../../components/notice.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import { ImportSummary } from './import-summary.tsx';
import type { JobFiles } from './job-files.ts';
import classes from './job-outcome.module.css';

/** What came of the job so far that somebody has to know: an error, a result, an early end. Otherwise nothing. */
export function JobOutcome({ orgSlug, job, files }: { orgSlug: string; job: Job; files: JobFiles }) {
  switch (job.status) {
    case 'failed':
      return (
        <Notice icon={CircleX} tone="negative" title={<ErrorTitle job={job} />}>
          {job.attempt < job.maxAttempts
            ? `It failed for good at attempt ${job.attempt}: another one could not have helped.`
            : `It failed for good: all ${job.maxAttempts} attempts are used up.`}
        </Notice>
      );
    case 'retrying':
      return (
        <Notice icon={RotateCw} tone="warning" title={<ErrorTitle job={job} />}>
          Attempt {job.attempt} of {job.maxAttempts} failed.
          {job.nextRetryAt !== null && (
            <>
              {' '}
              The next one begins <RelativeTime at={job.nextRetryAt} />.
            </>
          )}
        </Notice>
      );
    case 'cancelled':
      return <Notice icon={Ban} tone="neutral" title="It was cancelled before it was done." />;
    case 'completed':
      return job.type === 'data:import' && job.output ? (
        <ImportSummary
          orgSlug={orgSlug}
          collection={job.input?.collection}
          output={job.output}
          files={files}
        />
      ) : null;
    case 'processing':
      return job.cancelRequestedAt === null ? null : (
        <Notice icon={CircleCheck} tone="neutral" title="It was asked to stop." />
      );
    case 'scheduled':
    case 'blocked':
    case 'pending':
      return null;
  }
}

function ErrorTitle({ job: { error } }: { job: Job }) {
  return (
    <>
      {error?.message ?? 'It failed.'} {error && <code className={classes['code']}>{error.code}</code>}
    </>
  );
}
