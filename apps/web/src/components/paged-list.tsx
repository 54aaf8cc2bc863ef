import type { ReactNode } from 'react';
import { FailureState } from './failure-state.tsx';
import { formatQuantity } from './format-number.ts';
import { LoadMore } from './load-more.tsx';

/** The rows of a keyset list as far as they are read, and how to read on. */
export interface PagedRows<Row> {
  /** Undefined while the first page is loading, and when it could not be read. */
  rows: Row[] | undefined;
  /** What the last read threw. */
  error: unknown;
  hasMore: boolean;
  isLoadingMore: boolean;
  onLoadMore: () => void;
  onRetry: () => void;
}

/**
 * A keyset list in each of its states: the failure that left nothing to show, `empty`, or the table, which keeps its
 * place with bars while the first page loads, with its end.
 */
export function PagedList<Row>({
  list,
  noun,
  empty,
  table,
}: {
  list: PagedRows<Row>;
  /** What one row is, for the count: `job`. */
  noun: string;
  empty: ReactNode;
  table: ReactNode;
}) {
  const { rows, error, hasMore, isLoadingMore, onLoadMore, onRetry } = list;
  if (!rows && error) return <FailureState error={error} onRetry={onRetry} />;
  if (rows?.length === 0 && !hasMore) return empty;
  return (
    <>
      {table}
      {rows && (
        <LoadMore
          shown={formatQuantity(rows.length, noun)}
          hasMore={hasMore}
          isLoading={isLoadingMore}
          onLoadMore={onLoadMore}
        />
      )}
    </>
  );
}
