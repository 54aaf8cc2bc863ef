import { Button } from '@mantine/core';
import { ArrowRight } from 'lucide-react';
import classes from './import-submit.module.css';

/** The button that starts the import, with what becomes of the file. */
export function ImportSubmit({ canStart }: { canStart: boolean }) {
  return (
    <div className={classes['submit']}>
      <Button type="submit" disabled={!canStart} rightSection={<ArrowRight size={15} aria-hidden />}>
        Start the import
      </Button>
      <span className={classes['hint']}>
        The uploaded file is deleted after 7 days. Running it again updates its records and doubles none.
      </span>
    </div>
  );
}
