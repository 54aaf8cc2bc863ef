import { Skeleton } from '@mantine/core';
import type { JobStats } from '@rota/contracts/client';
import { FailureState } from '../../components/failure-state.tsx';
import { Panel } from '../../components/panel.tsx';
import { EndedChart } from './ended-chart.tsx';
import { LatencyTable } from './latency-table.tsx';
import classes from './overview-view.module.css';
import { SlowJobs } from './slow-jobs.tsx';
import { StatTiles } from './stat-tiles.tsx';
import { StatusCounts } from './status-counts.tsx';

/** How the organisation's work goes, in each state of its reading. */
export function OverviewView({
  orgSlug,
  stats,
  error,
  slowSeconds,
  onReread,
}: {
  orgSlug: string;
  /** Undefined while they are loading, and when they could not be read. */
  stats: JobStats | undefined;
  error: unknown;
  /** From how long on a job is slow. */
  slowSeconds: number;
  onReread: () => void;
}) {
  if (!stats) return error ? <FailureState error={error} onRetry={onReread} /> : <LoadingOverview />;
  return (
    <div className={classes['overview']}>
      <StatTiles orgSlug={orgSlug} stats={stats} />
      <Panel title="Ended jobs">
        <EndedChart series={stats.series} />
      </Panel>
      <div className={classes['columns']}>
        <Panel title="All jobs now">
          <StatusCounts orgSlug={orgSlug} byStatus={stats.byStatus} />
        </Panel>
        <Panel title="How long jobs take">
          <LatencyTable latency={stats.latency} />
        </Panel>
      </div>
      <SlowJobs orgSlug={orgSlug} slow={stats.slow} slowSeconds={slowSeconds} />
    </div>
  );
}

function LoadingOverview() {
  return (
    <div className={classes['overview']} aria-busy aria-label="Loading the figures">
      <div className={classes['tiles']}>
        {[1, 2, 3, 4].map((number) => (
          <Skeleton key={number} h={92} radius="lg" />
        ))}
      </div>
      <Skeleton h={260} radius="lg" />
      <Skeleton h={220} radius="lg" />
    </div>
  );
}
