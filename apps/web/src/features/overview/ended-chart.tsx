import type { JobStatsPoint } from '@rota/contracts/client';
import { formatBoundedCount, formatCount } from '../../components/format-number.ts';
import { ScrollRegion } from '../../components/scroll-region.tsx';
import { layOutChart, type Chart, type ChartColumn } from './chart-columns.ts';
import classes from './ended-chart.module.css';
import { formatPart } from './format-part.ts';

/** What ended in each part of the period as stacked columns, and the same as a table for those who want the numbers. */
export function EndedChart({ series }: { series: JobStatsPoint[] }) {
  const chart = layOutChart(series);
  return (
    <>
      <Legend chart={chart} />
      <div className={classes['chart']}>
        <Scale top={chart.top} />
        <Columns chart={chart} />
        <TimeAxis columns={chart.columns} />
      </div>
      <details className={classes['details']}>
        <summary>The same as a table</summary>
        <PartsTable columns={chart.columns} />
      </details>
    </>
  );
}

function Legend({ chart: { finished, failed } }: { chart: Chart }) {
  return (
    <div className={classes['legend']}>
      <span data-tone="accent">
        <i aria-hidden /> Completed or cancelled {formatCount(finished - failed)}
      </span>
      <span data-tone="negative">
        <i aria-hidden /> Failed for good {formatCount(failed)}
      </span>
    </div>
  );
}

function Scale({ top }: { top: number }) {
  return (
    <div className={classes['scale']} aria-hidden>
      {[top, top / 2, 0].map((value) => (
        <span key={value}>{formatCount(value)}</span>
      ))}
    </div>
  );
}

/** One unit wide each, one unit high all of it: the picture is stretched to its place. */
function Columns({ chart: { columns, finished, failed } }: { chart: Chart }) {
  const label = `${formatCount(finished)} jobs have ended, ${formatCount(failed)} of them failed for good`;
  return (
    <svg
      className={classes['columns']}
      viewBox={`0 0 ${Math.max(columns.length, 1)} 1`}
      preserveAspectRatio="none"
      role="img"
      aria-label={label}
    >
      {columns.map((column, index) => (
        <g key={column.key}>
          <title>{describe(column)}</title>
          {/* The whole height answers to the pointer. */}
          <rect x={index} y={0} width={1} height={1} className={classes['ground']} />
          <Bar index={index} from={column.failedHeight} to={column.height} tone="accent" />
          <Bar index={index} from={0} to={column.failedHeight} tone="negative" />
        </g>
      ))}
    </svg>
  );
}

const barGap = 0.14;

function Bar({
  index,
  from,
  to,
  tone,
}: {
  index: number;
  from: number;
  to: number;
  tone: 'accent' | 'negative';
}) {
  if (to <= from) return null;
  return (
    <rect
      className={classes['bar']}
      data-tone={tone}
      x={index + barGap / 2}
      y={1 - to}
      width={1 - barGap}
      height={to - from}
    />
  );
}

function TimeAxis({ columns }: { columns: ChartColumn[] }) {
  const first = columns[0];
  const middle = columns[Math.floor(columns.length / 2)];
  if (!first || !middle) return null;
  return (
    <div className={classes['times']} aria-hidden>
      <span>{formatPart(first)}</span>
      <span>{formatPart(middle)}</span>
      <span>now</span>
    </div>
  );
}

function PartsTable({ columns }: { columns: ChartColumn[] }) {
  return (
    <ScrollRegion label="Ended jobs by time" className={classes['region']}>
      <table className={classes['table']}>
        <thead>
          <tr>
            <th scope="col">From</th>
            <th scope="col">Ended</th>
            <th scope="col">Failed for good</th>
          </tr>
        </thead>
        <tbody>
          {columns.toReversed().map((column) => (
            <tr key={column.key}>
              <th scope="row">{formatPart(column)}</th>
              <td>{formatBoundedCount(column.finished)}</td>
              <td>{formatBoundedCount(column.failed)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

function describe(column: ChartColumn): string {
  const { finished, failed } = column;
  return `${formatPart(column)}: ${formatBoundedCount(finished)} ended, ${formatBoundedCount(failed)} failed for good`;
}
