import type { Job } from '@rota/contracts/client';
import { JsonView } from '../../components/json-view.tsx';
import classes from './job-output.module.css';

/** What came of the job; why there is nothing, while there is nothing. */
export function JobOutput({ job }: { job: Job }) {
  if (job.output != null) return <JsonView value={job.output} label="Output" />;
  const why =
    job.status === 'completed'
      ? 'Reading the output…'
      : job.finishedAt === null
        ? 'The output is here once the job has completed.'
        : 'The job did not complete, so it has no output.';
  return <p className={classes['none']}>{why}</p>;
}
