import type { Job } from '@rota/contracts/client';
import { jobStatuses } from '../../components/job-statuses.ts';

const stepPercent = 25;

/** What a screen reader says of a job: each status, and every quarter of the way; more would be noise. */
export function progressAnnouncement(job: Job): string {
  const { label } = jobStatuses[job.status];
  if (job.status !== 'processing') return label;
  return `${label}, ${Math.floor(job.progress.percent / stepPercent) * stepPercent} per cent`;
}
