import { VisuallyHidden } from '@mantine/core';
import type { JobLatency, JobPercentiles } from '@rota/contracts/client';
import { formatDuration } from '../../components/format-time.ts';
import classes from './latency-table.module.css';

const rows: { key: keyof JobLatency; name: string; description: string }[] = [
  { key: 'wait', name: 'Wait', description: 'from when it could start to when it did' },
  { key: 'run', name: 'Run', description: 'the last run' },
];
const columns: { key: keyof JobPercentiles; name: string; description: string }[] = [
  { key: 'p50', name: 'Half', description: 'Half of the jobs took less' },
  { key: 'p95', name: '95 %', description: '95 of 100 jobs took less' },
  { key: 'p99', name: '99 %', description: '99 of 100 jobs took less' },
];

/** Below which times jobs stayed, of those that ended last in the period. */
export function LatencyTable({ latency }: { latency: JobLatency }) {
  return (
    <table className={classes['table']}>
      <thead>
        <tr>
          <th scope="col">
            <VisuallyHidden>What is measured</VisuallyHidden>
          </th>
          {columns.map(({ key, name, description }) => (
            <th key={key} scope="col" title={description}>
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, name, description }) => (
          <tr key={key}>
            <th scope="row">
              {name}
              <span className={classes['description']}>{description}</span>
            </th>
            {columns.map((column) => (
              <td key={column.key} className="tabular">
                {formatSeconds(latency[key][column.key])}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function formatSeconds(seconds: number | null): string {
  return seconds === null ? '–' : formatDuration(seconds * 1_000);
}
