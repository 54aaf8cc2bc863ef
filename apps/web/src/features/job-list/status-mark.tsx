import type { JobStatus } from '@rota/contracts/client';
import { jobStatuses } from '../../components/job-statuses.ts';
import classes from './status-mark.module.css';

/** The icon of a status in its colour. Decoration: its word stands beside it. */
export function StatusMark({ status }: { status: JobStatus }) {
  const { tone, icon: Icon } = jobStatuses[status];
  return (
    <span data-tone={tone} className={classes['mark']}>
      <Icon size={14} aria-hidden />
    </span>
  );
}
