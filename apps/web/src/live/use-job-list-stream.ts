import {
  streamOrganisationJobEvents,
  type Batch,
  type Client,
  type JobPage,
  type OrganisationId,
} from '@rota/contracts/client';
import { getBatchQueryKey } from '@rota/contracts/client/query';
import { useQueryClient, type InfiniteData, type QueryKey } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { JobFilter } from './fits-filter.ts';
import type { JobChanges } from './job-changes.ts';
import { createJobFeed } from './job-feed.ts';
import { applyToPages } from './apply-to-pages.ts';
import type { LiveState } from './live-state.ts';
import { onAnswer } from './on-answer.ts';
import { createPoliteReader } from './polite-reader.ts';
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
    const readList = async () =>
      await queryClient.invalidateQueries({ queryKey: shown.current.listKey, exact: true });
    // Jobs of batches are not in the stream: their list is read again when their batch has moved.
    const children = createPoliteReader(readList);
    const showBatch = (batch: Batch) => {
      const path = { orgId, batchId: batch.id };
      queryClient.setQueryData<Batch>(getBatchQueryKey({ client, path }), (held) => held && batch);
      if (shown.current.filter.batchId === batch.id) children.readSoon();
    };
    let isResumed = false;
    return {
      open: ({ lastEventId, ...options }) => {
        isResumed = lastEventId !== undefined;
        const headers = lastEventId === undefined ? {} : { 'Last-Event-ID': lastEventId };
        return streamOrganisationJobEvents({ ...options, client, path: { orgId }, headers });
      },
      onEvent: (event) => {
        if (event.type === 'stream.reset') void readList();
        else if (event.type === 'batch.updated') showBatch(event.batch);
        else feed.add(event);
      },
      hasEnded: () => false,
      // What changed before the first connection was in no stream; a later one brings what was missed.
      onOpen: () => {
        if (!isResumed) void readList();
      },
      onClose: () => {
        stopWatching();
        children.close();
        feed.close();
      },
    };
  });
}
