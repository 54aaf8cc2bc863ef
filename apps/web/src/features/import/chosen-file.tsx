import { Button } from '@mantine/core';
import { FileSpreadsheet } from 'lucide-react';
import { formatBytes } from '../../components/format-number.ts';
import classes from './chosen-file.module.css';

/** The file that will be imported, with its size. */
export function ChosenFile({
  file,
  isDisabled,
  onRemove,
}: {
  file: File;
  isDisabled: boolean;
  onRemove: () => void;
}) {
  return (
    <div className={classes['file']}>
      <FileSpreadsheet size={20} aria-hidden className={classes['icon']} />
      <span className={classes['words']}>
        <span className={classes['name']}>{file.name}</span>
        <span className={classes['size']}>{formatBytes(file.size)}</span>
      </span>
      <Button variant="subtle" size="xs" disabled={isDisabled} onClick={onRemove}>
        Change
      </Button>
    </div>
  );
}
