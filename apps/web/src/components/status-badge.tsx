import type { JobStatus } from '@rota/contracts/client';
import { Badge } from './badge.tsx';
import { jobStatuses } from './job-statuses.ts';
import classes from './status-badge.module.css';

/** A job's status as colour, icon and word; the word alone is enough to understand it. */
export function StatusBadge({ status, size = 'sm' }: { status: JobStatus; size?: 'sm' | 'md' }) {
  const { label, tone, icon: Icon, description, moves } = jobStatuses[status];
  return (
    <Badge tone={tone} title={description} size={size}>
      <Icon size={size === 'md' ? 15 : 13} aria-hidden className={moves ? classes['moving'] : undefined} />
      {label}
    </Badge>
  );
}
