import { hashKey, type QueryClient, type QueryKey } from '@tanstack/react-query';

/**
 * Calls back when the server has answered a query anew, not when a stream has written to its cache. Returns what stops
 * it.
 *
 * @param keyOf - The query's key, asked for at each answer: it may be another one by then.
 */
export function onAnswer({
  queryClient,
  keyOf,
  callBack,
}: {
  queryClient: QueryClient;
  keyOf: () => QueryKey;
  callBack: () => void;
}): () => void {
  return queryClient.getQueryCache().subscribe((event) => {
    const isAnswer = event.type === 'updated' && event.action.type === 'success' && !event.action.manual;
    if (isAnswer && event.query.queryHash === hashKey(keyOf())) callBack();
  });
}
