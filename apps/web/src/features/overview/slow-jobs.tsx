import type { SlowJob } from '@rota/contracts/client';
import { Link } from '@tanstack/react-router';
import { DataTable, rowLinkClass, type Column } from '../../components/data-table.tsx';
import { formatDuration, formatSpan } from '../../components/format-time.ts';
import { Panel } from '../../components/panel.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import classes from './slow-jobs.module.css';

/** The jobs that took longest, or take long now. */
export function SlowJobs({
  orgSlug,
  slow,
  slowSeconds,
}: {
  orgSlug: string;
  slow: SlowJob[];
  slowSeconds: number;
}) {
  const title = 'Slow jobs';
  if (slow.length === 0) {
    return (
      <Panel title={title}>
        <p className={classes['none']}>No job took longer than {formatSpan(slowSeconds)}.</p>
      </Panel>
    );
  }
  return (
    <section aria-label={title}>
      <h2 className={classes['title']}>
        {title} <span className={classes['hint']}>longer than {formatSpan(slowSeconds)}</span>
      </h2>
      <DataTable
        caption="Slow jobs, the longest first"
        columns={columnsFor(orgSlug)}
        rows={slow}
        rowKey={({ id }) => id}
        card={(job) => (
          <>
            <div className={classes['line']}>
              <JobLink orgSlug={orgSlug} job={job} />
              <Took job={job} />
            </div>
            <div className={classes['line']}>
              <span className={classes['hint']}>
                Began <RelativeTime at={job.startedAt} />
              </span>
              <State job={job} />
            </div>
          </>
        )}
      />
    </section>
  );
}

function columnsFor(orgSlug: string): Column<SlowJob>[] {
  return [
    { key: 'type', header: 'Type', cell: (job) => <JobLink orgSlug={orgSlug} job={job} /> },
    { key: 'state', header: 'State', width: '10rem', cell: (job) => <State job={job} /> },
    {
      key: 'began',
      header: 'Began',
      width: '9rem',
      align: 'end',
      cell: (job) => <RelativeTime at={job.startedAt} />,
    },
    { key: 'took', header: 'Took', width: '9rem', align: 'end', cell: (job) => <Took job={job} /> },
  ];
}

function JobLink({ orgSlug, job }: { orgSlug: string; job: SlowJob }) {
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

function State({ job }: { job: SlowJob }) {
  return <span className={classes['hint']}>{job.finishedAt === null ? 'Runs' : 'Has ended'}</span>;
}

function Took({ job }: { job: SlowJob }) {
  return <span className="tabular">{formatDuration(job.seconds * 1_000)}</span>;
}
