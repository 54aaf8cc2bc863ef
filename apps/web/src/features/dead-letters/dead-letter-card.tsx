import { Anchor, Button } from '@mantine/core';
import type { DeadLetterGroup } from '@rota/contracts/client';
import { Link } from '@tanstack/react-router';
import { Check, RotateCw } from 'lucide-react';
import { formatCount, formatQuantity } from '../../components/format-number.ts';
import { RelativeTime } from '../../components/relative-time.tsx';
import { SparkBars } from '../../components/spark-bars.tsx';
import classes from './dead-letter-card.module.css';
import { describeSeries, toSparkBars } from './describe-series.ts';

interface DeadLetterCardProps {
  orgSlug: string;
  group: DeadLetterGroup;
  onRetry: () => void;
  onResolve: () => void;
}

/** One cause of failure: what it says, how often, since when, for example where, and what can be done. */
export function DeadLetterCard({ orgSlug, group, onRetry, onResolve }: DeadLetterCardProps) {
  const { code, count, fingerprint, message, series, types } = group;
  const titleId = `group-${fingerprint}`;
  return (
    <article className={classes['card']} aria-labelledby={titleId}>
      <div className={classes['words']}>
        <h2 id={titleId} className={classes['message']}>
          {message}
        </h2>
        <p className={classes['code']}>
          <code>{code}</code> <span>{types.join(', ')}</span>
        </p>
        <Times group={group} />
        <Samples orgSlug={orgSlug} group={group} />
      </div>
      <div className={classes['figures']} data-tone="negative">
        <Anchor
          className={classes['count'] ?? ''}
          renderRoot={(props) => (
            <Link
              {...props}
              to="/orgs/$orgSlug/jobs"
              params={{ orgSlug }}
              search={{ fingerprint, deadLettered: true }}
            />
          )}
        >
          {formatQuantity(count, 'job')}
        </Anchor>
        <SparkBars bars={toSparkBars(series)} label={describeSeries(series)} />
        <span className={classes['span']}>last {formatCount(series.length)} days</span>
      </div>
      <div className={classes['actions']}>
        <Button
          variant="default"
          leftSection={<Check size={15} aria-hidden />}
          aria-describedby={titleId}
          onClick={onResolve}
        >
          Resolve
        </Button>
        <Button leftSection={<RotateCw size={15} aria-hidden />} aria-describedby={titleId} onClick={onRetry}>
          Retry
        </Button>
      </div>
    </article>
  );
}

function Times({ group: { count, firstAt, lastAt } }: { group: DeadLetterGroup }) {
  if (count === 1) {
    return (
      <p className={classes['times']}>
        Failed <RelativeTime at={lastAt} />
      </p>
    );
  }
  return (
    <p className={classes['times']}>
      Last <RelativeTime at={lastAt} />, first <RelativeTime at={firstAt} />
    </p>
  );
}

/** The newest jobs of the group, to look at one. */
function Samples({ orgSlug, group }: { orgSlug: string; group: DeadLetterGroup }) {
  return (
    <ul className={classes['samples']} aria-label="The newest of them">
      <li aria-hidden>Newest</li>
      {group.sampleIds.map((jobId) => (
        <li key={jobId}>
          <Link to="/orgs/$orgSlug/jobs/$jobId" params={{ orgSlug, jobId }} title={jobId}>
            {/* Ids of one moment begin alike: their ends tell them apart. */}…{jobId.slice(-6)}
          </Link>
        </li>
      ))}
    </ul>
  );
}
