import type { JobStatusCounts } from '@rota/contracts/client';
import { Link } from '@tanstack/react-router';
import { formatBoundedCount } from '../../components/format-number.ts';
import { jobStatuses, jobStatusNames } from '../../components/job-statuses.ts';
import { StatusBadge } from '../../components/status-badge.tsx';
import classes from './status-counts.module.css';

/** How many jobs stand in each status; each count leads to them. */
export function StatusCounts({ orgSlug, byStatus }: { orgSlug: string; byStatus: JobStatusCounts }) {
  return (
    <ul className={classes['statuses']}>
      {jobStatusNames.map((status) => (
        <li key={status} className={classes['status']}>
          <StatusBadge status={status} />
          <Link
            to="/orgs/$orgSlug/jobs"
            params={{ orgSlug }}
            search={{ status: [status] }}
            className={classes['count']}
            aria-label={`${jobStatuses[status].label}: ${formatBoundedCount(byStatus[status])}`}
          >
            {formatBoundedCount(byStatus[status])}
          </Link>
        </li>
      ))}
    </ul>
  );
}
