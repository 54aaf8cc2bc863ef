import { Button } from '@mantine/core';
import type { DataImportOutput, ImportCollection } from '@rota/contracts/client';
import { Link } from '@tanstack/react-router';
import { ArrowRight, Download } from 'lucide-react';
import { formatBytes, formatCount, formatQuantity } from '../../components/format-number.ts';
import type { Tone } from '../../components/tone.ts';
import classes from './import-summary.module.css';
import type { JobFiles } from './job-files.ts';

const pages = { accounts: '/orgs/$orgSlug/accounts', contacts: '/orgs/$orgSlug/contacts' } as const;

/** What an import did, in four numbers, with the rows that failed as a file. */
export function ImportSummary({
  orgSlug,
  collection,
  output,
  files,
}: {
  orgSlug: string;
  /** Undefined when the input is not at hand. */
  collection: ImportCollection | undefined;
  output: DataImportOutput;
  files: JobFiles;
}) {
  const counts: { name: string; count: number; tone: Tone }[] = [
    { name: 'Rows read', count: output.rowsRead, tone: 'neutral' },
    { name: 'Created', count: output.rowsCreated, tone: 'positive' },
    { name: 'Updated', count: output.rowsUpdated, tone: 'accent' },
    { name: 'Failed', count: output.rowsFailed, tone: output.rowsFailed > 0 ? 'negative' : 'neutral' },
  ];
  return (
    <section className={classes['summary']} aria-label="Result of the import">
      <dl className={classes['counts']}>
        {counts.map(({ name, count, tone }) => (
          <div key={name} className={classes['count']} data-tone={tone}>
            <dt>{name}</dt>
            <dd>{formatCount(count)}</dd>
          </div>
        ))}
      </dl>
      <div className={classes['next']}>
        {output.rowsFailed > 0 && <RowErrors rowsFailed={output.rowsFailed} files={files} />}
        {collection && (
          <Button
            variant="default"
            size="xs"
            rightSection={<ArrowRight size={14} aria-hidden />}
            renderRoot={(props) => <Link {...props} to={pages[collection]} params={{ orgSlug }} />}
          >
            See the {collection}
          </Button>
        )}
      </div>
    </section>
  );
}

function RowErrors({
  rowsFailed,
  files: { errors, onDownload, isDownloading },
}: {
  rowsFailed: number;
  files: JobFiles;
}) {
  if (errors === undefined) return null;
  if (errors === 'gone') {
    return (
      <span className={classes['gone']}>
        The file with the {formatQuantity(rowsFailed, 'failed row')} is gone.
      </span>
    );
  }
  return (
    <Button
      variant="default"
      size="xs"
      leftSection={<Download size={14} aria-hidden />}
      loading={isDownloading}
      onClick={() => onDownload(errors)}
    >
      Download row errors ({formatBytes(errors.sizeBytes)})
    </Button>
  );
}
