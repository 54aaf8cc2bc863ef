import type { Client, JobId, OrganisationId } from '@rota/contracts/client';
import {
  getJobOptions,
  listJobLogsOptions,
  listJobLogsQueryKey,
  listJobRunsInfiniteOptions,
} from '@rota/contracts/client/query';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useJobStream } from '../live/use-job-stream.ts';
import { toPagedRows } from './to-paged-rows.ts';

const logPageSize = 100;

/** Reads a job, its log and its runs, and keeps them live while it goes on. */
export function useLiveJob({
  client,
  orgId,
  jobId,
}: {
  client: Client;
  orgId: OrganisationId;
  jobId: JobId;
}) {
  const path = { orgId, jobId };
  const logOptions = { client, path, query: { limit: logPageSize } };
  const job = useQuery(getJobOptions({ client, path }));
  // Read once; the stream goes on from there. Reading again would throw away what it brought.
  const log = useQuery({ ...listJobLogsOptions(logOptions), staleTime: 'static', gcTime: 0 });
  const runs = useInfiniteQuery({
    ...listJobRunsInfiniteOptions({ client, path }),
    initialPageParam: { path },
    getNextPageParam: (page) => page.nextCursor,
  });
  const isOver = job.data?.finishedAt != null && log.data?.nextCursor === null;
  const live = useJobStream({
    client,
    orgId,
    jobId,
    logKey: listJobLogsQueryKey(logOptions),
    isEnabled: job.isSuccess && log.isSuccess && !isOver,
  });
  return { job, log, runs: toPagedRows(runs), live };
}
