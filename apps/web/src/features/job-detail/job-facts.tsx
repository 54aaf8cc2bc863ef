import type { Job, JobCreatorKind } from '@rota/contracts/client';
import { Panel } from '../../components/panel.tsx';
import classes from './job-facts.module.css';
import { JobTimeline } from './job-timeline.tsx';
import { describeRetryPolicy } from './describe-retry-policy.ts';
import { formatSpan } from '../../components/format-time.ts';

/** What happened when, and the job's settings. */
export function JobFacts({ job }: { job: Job }) {
  return (
    <Panel>
      <h2 className={classes['heading']}>Timeline</h2>
      <JobTimeline job={job} />
      <h2 className={classes['heading']}>Details</h2>
      <dl className={classes['list']}>
        {detailsOf(job).map(({ name, value, title }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd title={title}>{value}</dd>
          </div>
        ))}
      </dl>
    </Panel>
  );
}

const creators: Record<JobCreatorKind, string> = {
  user: 'A person',
  key: 'An API key',
  schedule: 'A schedule',
  job: 'Another job',
  system: 'Rota',
};

function detailsOf(job: Job): { name: string; value: string; title?: string | undefined }[] {
  const { subject, createdBy, uniqueKey, workerId, replayOf, batchId } = job;
  return [
    { name: 'Attempt', value: `${job.attempt} of ${job.maxAttempts}` },
    { name: 'Priority', value: job.priority },
    { name: 'Subject', value: subject ? `${subject.type} ${subject.id}` : '' },
    { name: 'Created by', value: creators[createdBy.kind], title: createdBy.id ?? undefined },
    { name: 'Worker', value: workerId ?? '' },
    { name: 'Unique key', value: uniqueKey ?? '' },
    { name: 'Batch', value: batchId ?? '' },
    { name: 'Replay of', value: replayOf ?? '' },
    { name: 'Timeout', value: formatSpan(job.timeoutSeconds) },
    { name: 'Retries', value: describeRetryPolicy(job.retry) },
  ].filter(({ value }) => value !== '');
}
