import { Button } from '@mantine/core';
import type { Job } from '@rota/contracts/client';
import {
  getJobOptions,
  listJobLogsOptions,
  listJobLogsQueryKey,
  listJobRunsInfiniteOptions,
} from '@rota/contracts/client/query';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { FailureState } from '../components/failure-state.tsx';
import { JobSkeleton } from '../features/job-detail/job-skeleton.tsx';
import { defaultJobTab, type JobTab } from '../features/job-detail/job-tab.ts';
import { JobDetailView } from '../features/job-detail/job-detail-view.tsx';
import { useJobStream } from '../live/use-job-stream.ts';
import { useJobFiles } from './use-job-files.ts';

const route = getRouteApi('/orgs/$orgSlug/jobs/$jobId');
const logPageSize = 100;

/** Reads a job, its log and its runs, and keeps them live while it goes on. */
export function JobPage() {
  const { client, organisation } = route.useRouteContext();
  const { jobId } = route.useParams();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const path = { orgId: organisation.id, jobId };

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
    orgId: organisation.id,
    jobId,
    logKey: listJobLogsQueryKey(logOptions),
    isEnabled: job.isSuccess && log.isSuccess && !isOver,
  });
  const files = useJobFiles({ client, orgId: organisation.id, job: job.data });
  const firstTab = useFirstTab(job.data);

  if (!job.data) {
    if (!job.error) return <JobSkeleton />;
    return (
      <FailureState
        error={job.error}
        isPage
        onRetry={() => void job.refetch()}
        wayOut={
          <Button
            variant="default"
            renderRoot={(props) => (
              <Link {...props} to="/orgs/$orgSlug/jobs" params={{ orgSlug: organisation.slug }} />
            )}
          >
            See all jobs
          </Button>
        }
      />
    );
  }
  return (
    <JobDetailView
      orgSlug={organisation.slug}
      job={job.data}
      live={live}
      lines={log.data?.data}
      runs={runs.data?.pages.flatMap((page) => page.data)}
      logError={log.error}
      runsError={runs.error}
      hasMoreRuns={runs.hasNextPage}
      onMoreRuns={() => void runs.fetchNextPage()}
      tab={search.tab ?? firstTab}
      onTab={(tab) => void navigate({ search: { tab }, replace: true })}
      files={files}
    />
  );
}

/** Chosen by where the job stands when it is first seen; it does not jump while somebody reads. */
function useFirstTab(job: Job | undefined): JobTab {
  const [first, setFirst] = useState<{ jobId: string; tab: JobTab }>();
  if (job && first?.jobId !== job.id) setFirst({ jobId: job.id, tab: defaultJobTab(job) });
  return first?.tab ?? 'logs';
}
