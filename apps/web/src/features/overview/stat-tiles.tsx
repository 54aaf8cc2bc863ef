import type { JobStats } from '@rota/contracts/client';
import { Link, type LinkProps } from '@tanstack/react-router';
import type { Tone } from '../../components/tone.ts';
import { formatBoundedCount } from '../../components/format-number.ts';
import { formatDuration } from '../../components/format-time.ts';
import overview from './overview-view.module.css';
import classes from './stat-tiles.module.css';

interface Tile {
  name: string;
  value: string;
  hint: string;
  tone: Tone;
  /** The jobs behind the figure; left out where there is no list of them. */
  search?: LinkProps['search'];
}

/** The four figures that somebody looks for first; counts lead to their jobs. */
export function StatTiles({ orgSlug, stats }: { orgSlug: string; stats: JobStats }) {
  return (
    <ul className={overview['tiles']} aria-label="Figures">
      {tilesOf(stats).map((tile) => (
        <li key={tile.name} className={classes['tile']} data-tone={tile.tone}>
          <span className={classes['name']}>{tile.name}</span>
          <TileValue orgSlug={orgSlug} tile={tile} />
          <span className={classes['hint']}>{tile.hint}</span>
        </li>
      ))}
    </ul>
  );
}

function TileValue({ orgSlug, tile: { name, value, search } }: { orgSlug: string; tile: Tile }) {
  if (!search) return <span className={classes['value']}>{value}</span>;
  return (
    <Link
      to="/orgs/$orgSlug/jobs"
      params={{ orgSlug }}
      search={search}
      className={classes['value']}
      aria-label={`${name}: ${value}`}
    >
      {value}
    </Link>
  );
}

function tilesOf({ byStatus, failedLast24h, latency }: JobStats): Tile[] {
  const { p50, p95 } = latency.wait;
  return [
    {
      name: 'Running',
      value: formatBoundedCount(byStatus.processing),
      hint: 'in the hands of workers',
      tone: 'accent',
      search: { status: ['processing'] },
    },
    {
      name: 'In line',
      value: formatBoundedCount(byStatus.pending),
      hint: 'may run now',
      tone: 'neutral',
      search: { status: ['pending'] },
    },
    {
      name: 'Failed for good',
      value: formatBoundedCount(failedLast24h),
      hint: 'in the last 24 hours',
      tone: failedLast24h === 0 ? 'positive' : 'negative',
      search: { status: ['failed'] },
    },
    {
      name: 'Wait before start',
      value: p95 === null ? '–' : formatDuration(p95 * 1_000),
      hint: p50 === null ? 'nothing was measured' : `95 of 100; half below ${formatDuration(p50 * 1_000)}`,
      tone: 'info',
    },
  ];
}
