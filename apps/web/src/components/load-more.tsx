import { Button } from '@mantine/core';
import classes from './load-more.module.css';

/** The end of a keyset list: how many rows are shown, and a button for the next page while there is one. */
export function LoadMore({
  shown,
  hasMore,
  isLoading,
  onLoadMore,
}: {
  /** `50 jobs`. */
  shown: string;
  hasMore: boolean;
  isLoading: boolean;
  onLoadMore: () => void;
}) {
  return (
    <div className={classes['end']}>
      <span className="tabular" role="status">
        {hasMore ? `${shown} shown` : `${shown}, that is all`}
      </span>
      {hasMore && (
        <Button variant="default" size="xs" loading={isLoading} onClick={onLoadMore}>
          Load more
        </Button>
      )}
    </div>
  );
}
