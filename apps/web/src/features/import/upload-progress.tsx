import { Button } from '@mantine/core';
import { formatBytes } from '../../components/format-number.ts';
import { ProgressBar } from '../../components/progress-bar.tsx';
import classes from './upload-progress.module.css';

/** How much of the file is on the server; then, that the job is being made. */
export function UploadProgress({
  file,
  uploaded,
  onCancel,
}: {
  file: File;
  uploaded: number;
  onCancel: () => void;
}) {
  const percent = Math.floor(uploaded * 100);
  return (
    <div className={classes['upload']}>
      <div className={classes['line']}>
        <span>{uploaded < 1 ? 'Uploading the file' : 'Starting the job'}</span>
        <span className={classes['bytes']}>
          {formatBytes(file.size * uploaded)} of {formatBytes(file.size)}
        </span>
        <Button variant="subtle" color="gray" size="compact-sm" disabled={uploaded >= 1} onClick={onCancel}>
          Cancel
        </Button>
      </div>
      <ProgressBar percent={percent} label="Upload" />
    </div>
  );
}
