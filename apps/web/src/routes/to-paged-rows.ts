import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query';
import type { PagedRows } from '../components/paged-list.tsx';

/** What a list is told of the query that reads its pages. */
export function toPagedRows<Row>(
  query: Pick<
    UseInfiniteQueryResult<InfiniteData<{ data: Row[] }>, unknown>,
    'data' | 'error' | 'hasNextPage' | 'isFetchingNextPage' | 'fetchNextPage' | 'refetch'
  >,
): PagedRows<Row> {
  return {
    rows: query.data?.pages.flatMap((page) => page.data),
    error: query.error,
    hasMore: query.hasNextPage,
    isLoadingMore: query.isFetchingNextPage,
    onLoadMore: () => void query.fetchNextPage(),
    onRetry: () => void query.refetch(),
  };
}
