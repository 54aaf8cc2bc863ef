import { Button } from '@mantine/core';
import type { JobType } from '@rota/contracts/client';
import { Link } from '@tanstack/react-router';
import { CirclePause, Pause, Play } from 'lucide-react';
import { Badge } from '../../components/badge.tsx';
import { DataTable, type Column } from '../../components/data-table.tsx';
import { isJobTypeName } from '../../components/job-type-name.ts';
import { formatSpan } from '../../components/format-time.ts';
import classes from './job-type-table.module.css';

interface JobTypeTableProps {
  orgSlug: string;
  /** Undefined while they are loading. */
  types: JobType[] | undefined;
  /** The type that is being resumed. */
  resuming: string | undefined;
  onPause: (type: JobType) => void;
  onResume: (type: JobType) => void;
}

/** The catalogue: what each type does, what its jobs get, and whether they are kept from running. */
export function JobTypeTable(props: JobTypeTableProps) {
  return (
    <DataTable
      caption="Types of job, by name"
      columns={columnsFor(props)}
      rows={props.types}
      rowKey={({ type }) => type}
      card={(type) => (
        <div className={classes['card']}>
          <div className={classes['line']}>
            <TypeLink orgSlug={props.orgSlug} type={type} />
            <State type={type} />
          </div>
          <p className={classes['description']}>{firstSentence(type.description)}</p>
          <div className={classes['line']}>
            <span className={classes['muted']}>{describeDefaults(type)}</span>
            <PauseButton {...props} type={type} />
          </div>
        </div>
      )}
    />
  );
}

function columnsFor(props: JobTypeTableProps): Column<JobType>[] {
  return [
    {
      key: 'type',
      header: 'Type',
      width: '12rem',
      cell: (type) => <TypeLink orgSlug={props.orgSlug} type={type} />,
    },
    {
      key: 'description',
      header: 'What it does',
      cell: ({ description }) => (
        <span className={classes['description']} title={description}>
          {firstSentence(description)}
        </span>
      ),
    },
    {
      key: 'defaults',
      header: 'Defaults',
      width: '13rem',
      cell: (type) => <span className={classes['muted']}>{describeDefaults(type)}</span>,
    },
    { key: 'state', header: 'State', width: '7rem', cell: (type) => <State type={type} /> },
    {
      key: 'pause',
      header: 'Pause or resume',
      isHeaderHidden: true,
      width: '8.5rem',
      align: 'end',
      cell: (type) => <PauseButton {...props} type={type} />,
    },
  ];
}

function TypeLink({ orgSlug, type: { type } }: { orgSlug: string; type: JobType }) {
  return (
    <Link
      to="/orgs/$orgSlug/jobs"
      params={{ orgSlug }}
      search={{ type: [type].filter(isJobTypeName) }}
      className={classes['type']}
    >
      {type}
    </Link>
  );
}

function State({ type: { paused, retired } }: { type: JobType }) {
  if (paused) {
    return (
      <Badge tone="warning" title="Its jobs wait until it is resumed">
        <CirclePause size={13} aria-hidden />
        Paused
      </Badge>
    );
  }
  if (!retired) return <span className={classes['muted']}>Not paused</span>;
  return (
    <Badge tone="neutral" title="It is kept for its old jobs; none can be made">
      Retired
    </Badge>
  );
}

function PauseButton({ type, resuming, onPause, onResume }: JobTypeTableProps & { type: JobType }) {
  if (type.retired) return null;
  const Icon = type.paused ? Play : Pause;
  return (
    <Button
      variant="default"
      size="xs"
      leftSection={<Icon size={13} aria-hidden />}
      loading={resuming === type.type}
      aria-label={`${type.paused ? 'Resume' : 'Pause'} ${type.type}`}
      onClick={() => (type.paused ? onResume(type) : onPause(type))}
    >
      {type.paused ? 'Resume' : 'Pause'}
    </Button>
  );
}

function describeDefaults({ defaults: { maxAttempts, timeoutSeconds } }: JobType): string {
  const attempts = maxAttempts === 1 ? '1 attempt' : `${maxAttempts} attempts`;
  return `${attempts}, up to ${formatSpan(timeoutSeconds)} each`;
}

/** What a type does; how it is made and all the rest is in the API reference. */
function firstSentence(description: string): string {
  return /^.*?[.:](?=\s|$)/s.exec(description)?.[0].replace(/:$/, '.') ?? description;
}
