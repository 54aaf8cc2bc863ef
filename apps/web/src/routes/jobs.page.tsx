import { getRouteApi } from '@tanstack/react-router';
import { LiveBadge } from '../components/live-badge.tsx';
import { PageHeader } from '../components/page-header.tsx';
import { ActingJobList } from '../features/acting-jobs/acting-job-list.tsx';
import { BatchSummary } from '../features/batch/batch-summary.tsx';
import { toActionFilter } from '../features/job-list/bulk-actions.ts';
import { BulkActionDialog } from '../features/job-list/bulk-action-dialog.tsx';
import { BulkActionMenu } from '../features/job-list/bulk-action-menu.tsx';
import { JobFilters } from '../features/job-list/job-filters.tsx';
import { JobListActions } from '../features/job-list/job-list-actions.tsx';
import { isFiltered, type JobListSearch } from '../features/job-list/job-list-search.ts';
import { JobListView } from '../features/job-list/job-list-view.tsx';
import { toPagedRows } from './to-paged-rows.ts';
import { useBulkAction } from './use-bulk-action.ts';
import { useJobList } from './use-job-list.ts';
import { useActingJobs } from './use-acting-jobs.ts';

const route = getRouteApi('/orgs/$orgSlug/jobs');

/** Reads the list that the address asks for, and keeps it live. */
export function JobsPage() {
  const { client, organisation } = route.useRouteContext();
  const { slug: orgSlug, id: orgId } = organisation;
  const search = route.useSearch();
  const { filter } = route.useLoaderData();
  const navigate = route.useNavigate();
  const { jobs, types, batch, live } = useJobList({ client, orgId, filter });
  const acting = useActingJobs({ client, orgId, onEnd: () => void jobs.refetch() });
  const { ask, ...bulk } = useBulkAction({
    client,
    orgId,
    filter: toActionFilter(filter),
    onStarted: acting.add,
  });

  const change = (next: JobListSearch) => void navigate({ search: next, replace: true });
  const openJob = (jobId: string) =>
    void navigate({ to: '/orgs/$orgSlug/jobs/$jobId', params: { orgSlug, jobId } });
  return (
    <>
      <PageHeader
        title={search.batchId === undefined ? 'Jobs' : 'Jobs of a batch'}
        aside={<LiveBadge state={live} />}
        description={batch && <BatchSummary orgSlug={orgSlug} batch={batch} />}
        actions={
          <>
            <BulkActionMenu onAsk={ask} />
            <JobListActions orgSlug={orgSlug} />
          </>
        }
      />
      <ActingJobList orgSlug={orgSlug} jobs={acting.jobs} onDismiss={acting.remove} />
      <JobFilters search={search} types={types} onChange={change} onOpenJob={openJob} />
      <JobListView
        orgSlug={orgSlug}
        list={toPagedRows(jobs)}
        isFiltered={isFiltered(search)}
        onClearFilters={() => change({})}
      />
      <BulkActionDialog {...bulk} isFiltered={isFiltered(search)} />
    </>
  );
}
