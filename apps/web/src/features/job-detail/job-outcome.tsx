import type { Job, JobStatus } from '@rota/contracts/client';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { jobStatuses } from '../../components/job-statuses.ts';
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
        <StatusNotice status="failed" title={<ErrorTitle job={job} />}>
          {job.attempt < job.maxAttempts
            ? `It failed for good at attempt ${job.attempt}: another one could not have helped.`
            : `It failed for good: all ${job.maxAttempts} attempts are used up.`}
          <Resolution job={job} />
          <GroupLink orgSlug={orgSlug} job={job} />
        </StatusNotice>
      );
    case 'retrying':
      return (
        <StatusNotice status="retrying" title={<ErrorTitle job={job} />}>
          Attempt {job.attempt} of {job.maxAttempts} failed.
          {job.nextRetryAt !== null && (
            <>
              {' '}
              The next one begins <RelativeTime at={job.nextRetryAt} />.
            </>
          )}
        </StatusNotice>
      );
    case 'cancelled':
      return <StatusNotice status="cancelled" title="It was cancelled before it was done." />;
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
        <StatusNotice status="cancelled" title="It was asked to stop.">
          Since <RelativeTime at={job.cancelRequestedAt} />. It ends when its handler returns, after 10
          seconds at the latest.
        </StatusNotice>
      );
    case 'scheduled':
    case 'blocked':
    case 'pending':
      return null;
  }
}

function Resolution({ job: { resolvedAt, resolvedNote } }: { job: Job }) {
  if (resolvedAt === null) return null;
  return (
    <div className={classes['resolution']}>
      Resolved <RelativeTime at={resolvedAt} />
      {resolvedNote !== null && <>: {resolvedNote}</>}
    </div>
  );
}

/** The way to the other jobs that failed of the same cause, while this one is among the dead letters. */
function GroupLink({ orgSlug, job }: { orgSlug: string; job: Job }) {
  const { errorFingerprint, deadLetteredAt, resolvedAt } = job;
  if (errorFingerprint === null || deadLetteredAt === null || resolvedAt !== null) return null;
  return (
    <div className={classes['resolution']}>
      <Link
        to="/orgs/$orgSlug/dead-letters"
        params={{ orgSlug }}
        search={{ fingerprint: errorFingerprint }}
        className={classes['group']}
      >
        Show all that failed of this cause
      </Link>
    </div>
  );
}

/** A notice in the colour and with the icon of a status. */
function StatusNotice({
  status,
  title,
  children,
}: {
  status: JobStatus;
  title: ReactNode;
  children?: ReactNode;
}) {
  const { icon, tone } = jobStatuses[status];
  return (
    <Notice icon={icon} tone={tone} title={title}>
      {children}
    </Notice>
  );
}

function ErrorTitle({ job: { error } }: { job: Job }) {
  return (
    <>
      {error?.message ?? 'It failed.'} {error && <code className={classes['code']}>{error.code}</code>}
    </>
  );
}
