import { Button } from '@mantine/core';
import {
  listJobsInfiniteOptions,
  listJobsInfiniteQueryKey,
  listJobTypesOptions,
} from '@rota/contracts/client/query';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Play, Upload } from 'lucide-react';
import { LiveBadge } from '../components/live-badge.tsx';
import { PageHeader } from '../components/page-header.tsx';
import { JobFilters } from '../features/job-list/job-filters.tsx';
import { JobListView } from '../features/job-list/job-list-view.tsx';
import { isFiltered, type JobListSearch } from '../features/job-list/job-list-search.ts';
import { useJobListStream } from '../live/use-job-list-stream.ts';

const route = getRouteApi('/orgs/$orgSlug/jobs');

/** Reads the list that the address asks for, and keeps it live. */
export function JobsPage() {
  const { client, organisation } = route.useRouteContext();
  const search = route.useSearch();
  const { filter } = route.useLoaderData();
  const navigate = route.useNavigate();
  const path = { orgId: organisation.id };

  const options = { client, path, query: filter };
  const jobs = useInfiniteQuery({
    ...listJobsInfiniteOptions(options),
    initialPageParam: { path },
    getNextPageParam: (page) => page.nextCursor,
  });
  const types = useQuery(listJobTypesOptions({ client, path }));
  const live = useJobListStream({
    client,
    orgId: organisation.id,
    listKey: listJobsInfiniteQueryKey(options),
    filter,
  });

  const change = (next: JobListSearch) => void navigate({ search: next, replace: true });
  const openJob = (jobId: string) =>
    void navigate({ to: '/orgs/$orgSlug/jobs/$jobId', params: { orgSlug: organisation.slug, jobId } });
  return (
    <>
      <PageHeader
        title="Jobs"
        aside={<LiveBadge state={live} />}
        actions={
          <>
            <Button
              variant="default"
              leftSection={<Play size={15} aria-hidden />}
              renderRoot={(props) => (
                <Link {...props} to="/orgs/$orgSlug/jobs/new" params={{ orgSlug: organisation.slug }} />
              )}
            >
              Run a demo job
            </Button>
            <Button
              leftSection={<Upload size={15} aria-hidden />}
              renderRoot={(props) => (
                <Link {...props} to="/orgs/$orgSlug/import" params={{ orgSlug: organisation.slug }} />
              )}
            >
              Import a file
            </Button>
          </>
        }
      />
      <JobFilters search={search} types={types.data?.data ?? []} onChange={change} onOpenJob={openJob} />
      <JobListView
        orgSlug={organisation.slug}
        jobs={jobs.data?.pages.flatMap((page) => page.data)}
        error={jobs.error}
        isFiltered={isFiltered(search)}
        hasMore={jobs.hasNextPage}
        isLoadingMore={jobs.isFetchingNextPage}
        onLoadMore={() => void jobs.fetchNextPage()}
        onRetry={() => void jobs.refetch()}
        onClearFilters={() => change({})}
      />
    </>
  );
}
