import {
  streamOrganisationJobEvents,
  type Client,
  type JobPage,
  type OrganisationId,
} from '@rota/contracts/client';
import { useQueryClient, type InfiniteData, type QueryKey } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { JobFilter } from './fits-filter.ts';
import type { JobChanges } from './job-changes.ts';
import { createJobFeed } from './job-feed.ts';
import { applyToPages } from './apply-to-pages.ts';
import type { LiveState } from './live-state.ts';
import { onAnswer } from './on-answer.ts';
import { useStream } from './use-stream.ts';

/** Keeps a list of jobs in the cache up to date from the organisation's event stream. */
export function useJobListStream({
  client,
  orgId,
  listKey,
  filter,
}: {
  client: Client;
  orgId: OrganisationId;
  /** The key under which the list's pages are cached. */
  listKey: QueryKey;
  /** What the list was asked for. */
  filter: JobFilter;
}): LiveState {
  const queryClient = useQueryClient();
  // Another filter is another list on the same stream.
  const shown = useRef({ listKey, filter });
  useEffect(() => {
    shown.current = { listKey, filter };
  }, [listKey, filter]);

  return useStream(`jobs of ${orgId}`, () => {
    const apply = (changes: JobChanges) =>
      queryClient.setQueryData<InfiniteData<JobPage>>(
        shown.current.listKey,
        (list) => list && applyToPages({ list, changes, filter: shown.current.filter }),
      );
    const feed = createJobFeed({ apply });
    const stopWatching = onAnswer({
      queryClient,
      keyOf: () => shown.current.listKey,
      callBack: feed.repeat,
    });
    const readList = () =>
      void queryClient.invalidateQueries({ queryKey: shown.current.listKey, exact: true });
    let isResumed = false;
    return {
      open: ({ lastEventId, ...options }) => {
        isResumed = lastEventId !== undefined;
        const headers = lastEventId === undefined ? {} : { 'Last-Event-ID': lastEventId };
        return streamOrganisationJobEvents({ ...options, client, path: { orgId }, headers });
      },
      onEvent: (event) => (event.type === 'stream.reset' ? readList() : feed.add(event)),
      hasEnded: () => false,
      // What changed before the first connection was in no stream; a later one brings what was missed.
      onOpen: () => {
        if (!isResumed) readList();
      },
      onClose: () => {
        stopWatching();
        feed.close();
      },
    };
  });
}
