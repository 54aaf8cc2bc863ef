import type { Job } from '@rota/contracts/client';
import { Link } from '@tanstack/react-router';
import { DataTable, rowLinkClass, type Column } from '../../components/data-table.tsx';
import { Elapsed } from '../../components/elapsed.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import { StatusBadge } from '../../components/status-badge.tsx';
import { JobState } from './job-state.tsx';
import classes from './job-table.module.css';

/** Jobs in rows, newest first; each leads to its page. */
export function JobTable({ orgSlug, jobs }: { orgSlug: string; jobs: Job[] | undefined }) {
  return (
    <DataTable
      caption="Jobs, newest first"
      columns={columnsFor(orgSlug)}
      rows={jobs}
      rowKey={(job) => job.id}
      card={(job) => <JobCard orgSlug={orgSlug} job={job} />}
    />
  );
}

function columnsFor(orgSlug: string): Column<Job>[] {
  return [
    { key: 'status', header: 'Status', width: '9rem', cell: (job) => <StatusBadge status={job.status} /> },
    { key: 'type', header: 'Type', width: '9.5rem', cell: (job) => <JobLink orgSlug={orgSlug} job={job} /> },
    { key: 'subject', header: 'Subject', width: '20%', cell: (job) => <Subject job={job} /> },
    { key: 'state', header: 'Progress', cell: (job) => <JobState job={job} /> },
    {
      key: 'created',
      header: 'Created',
      width: '6.5rem',
      align: 'end',
      cell: (job) => <RelativeTime at={job.createdAt} />,
    },
    {
      key: 'duration',
      header: 'Duration',
      width: '7rem',
      align: 'end',
      cell: (job) => <Duration job={job} />,
    },
  ];
}

function JobCard({ orgSlug, job }: { orgSlug: string; job: Job }) {
  return (
    <>
      <div className={classes['cardLine']}>
        <JobLink orgSlug={orgSlug} job={job} />
        <StatusBadge status={job.status} />
      </div>
      {job.subject && (
        <div className={classes['cardText']}>
          <Subject job={job} />
        </div>
      )}
      <div className={classes['cardState']}>
        <JobState job={job} />
      </div>
      <div className={classes['cardMeta']}>
        <RelativeTime at={job.createdAt} />
        {hasDuration(job) && <Duration job={job} />}
      </div>
    </>
  );
}

function JobLink({ orgSlug, job }: { orgSlug: string; job: Job }) {
  return (
    <Link
      to="/orgs/$orgSlug/jobs/$jobId"
      params={{ orgSlug, jobId: job.id }}
      className={rowLinkClass}
      title={job.id}
    >
      {job.type}
    </Link>
  );
}

function Subject({ job: { subject } }: { job: Job }) {
  if (!subject) return <span className={classes['none']}>–</span>;
  return (
    <span title={`${subject.type} ${subject.id}`}>
      <span className={classes['muted']}>{subject.type}</span> {subject.id}
    </span>
  );
}

function Duration({ job }: { job: Job }) {
  if (job.startedAt === null || !hasDuration(job)) return <span className={classes['none']}>–</span>;
  return <Elapsed from={job.startedAt} to={job.finishedAt} />;
}

/** Between two attempts it neither runs nor has it ended. */
function hasDuration(job: Job): boolean {
  return job.startedAt !== null && (job.finishedAt !== null || job.status === 'processing');
}
