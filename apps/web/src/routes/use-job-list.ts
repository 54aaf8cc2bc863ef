import type { Client, OrganisationId } from '@rota/contracts/client';
import {
  getBatchOptions,
  listJobsInfiniteOptions,
  listJobsInfiniteQueryKey,
  listJobTypesOptions,
} from '@rota/contracts/client/query';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { JobFilter } from '../live/fits-filter.ts';
import { useJobListStream } from '../live/use-job-list-stream.ts';

/** Reads a list of jobs with the types it can be filtered by and, of a batch's jobs, their batch; and keeps it live. */
export function useJobList({
  client,
  orgId,
  filter,
}: {
  client: Client;
  orgId: OrganisationId;
  filter: JobFilter;
}) {
  const path = { orgId };
  const options = { client, path, query: filter };
  const jobs = useInfiniteQuery({
    ...listJobsInfiniteOptions(options),
    initialPageParam: { path },
    getNextPageParam: (page) => page.nextCursor,
  });
  const types = useQuery(listJobTypesOptions({ client, path }));
  const batchId = filter.batchId ?? '';
  const batch = useQuery({
    ...getBatchOptions({ client, path: { orgId, batchId } }),
    enabled: batchId !== '',
  });
  const live = useJobListStream({ client, orgId, listKey: listJobsInfiniteQueryKey(options), filter });
  return { jobs, types: types.data?.data ?? [], batch: batch.data, live };
}
