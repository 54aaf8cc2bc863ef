import type { JobRun, JobRunOutcome } from '@rota/contracts/client';
import { Button } from '@mantine/core';
import { Badge } from '../../components/badge.tsx';
import { Elapsed } from '../../components/elapsed.tsx';
import { FailureState } from '../../components/failure-state.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import { jobStatuses } from '../../components/job-statuses.ts';
import type { PagedRows } from '../../components/paged-list.tsx';
import type { Tone } from '../../components/tone.ts';
import classes from './run-table.module.css';

/** How a run ended, in words and colour. */
const outcomes: Record<JobRunOutcome, { label: string; tone: Tone; description: string }> = {
  completed: { label: 'Completed', tone: 'positive', description: 'The handler returned its result' },
  failed: { label: 'Failed', tone: 'negative', description: 'It failed, and that was final' },
  retrying: { label: 'Failed, retried', tone: 'warning', description: 'It failed; another attempt was due' },
  cancelled: { label: 'Cancelled', tone: 'neutral', description: 'Somebody asked for its end' },
  handed_back: {
    label: 'Handed back',
    tone: 'info',
    description: 'The worker shut down; no attempt was spent',
  },
  snoozed: {
    label: 'Snoozed',
    tone: 'info',
    description: 'The handler asked to go on later; no attempt was spent',
  },
  lost: { label: 'Worker lost', tone: 'warning', description: 'The worker died; no attempt was spent' },
  released: {
    label: 'Released',
    tone: 'info',
    description: 'It went back to the line; no attempt was spent',
  },
};

/** Each time a worker took the job in hand, newest first. */
export function RunTable({
  list: { rows, error, hasMore, isLoadingMore, onLoadMore, onRetry },
}: {
  list: PagedRows<JobRun>;
}) {
  if (!rows)
    return (
      <div className={classes['blank']}>
        {error ? <FailureState error={error} onRetry={onRetry} /> : 'Reading the runs…'}
      </div>
    );
  if (rows.length === 0) return <div className={classes['blank']}>No worker has had it in hand yet.</div>;
  return (
    <>
      <ol className={classes['runs']}>
        {rows.map((run) => (
          <Run key={run.run} run={run} />
        ))}
      </ol>
      {hasMore && (
        <div className={classes['blank']}>
          <Button variant="default" size="xs" loading={isLoadingMore} onClick={onLoadMore}>
            Load more
          </Button>
        </div>
      )}
    </>
  );
}

function Run({ run }: { run: JobRun }) {
  const { label, tone, description } = run.outcome ? outcomes[run.outcome] : jobStatuses.processing;
  return (
    <li className={classes['run']}>
      <div className={classes['line']}>
        <span className={classes['number']}>
          Run {run.run} <span className={classes['muted']}>attempt {run.attempt}</span>
        </span>
        <Badge tone={tone} title={description}>
          {label}
        </Badge>
      </div>
      <div className={classes['meta']}>
        <span>
          started <RelativeTime at={run.startedAt} />
        </span>
        <span>
          {run.endedAt ? 'took' : 'for'} <Elapsed from={run.startedAt} to={run.endedAt} />
        </span>
        {run.endedAt && (
          <span>
            ended <RelativeTime at={run.endedAt} />
          </span>
        )}
        <span className="mono">{run.workerId}</span>
      </div>
      {run.error && (
        <p className={classes['error']}>
          {run.error.message} <code>{run.error.code}</code>
        </p>
      )}
    </li>
  );
}
