import { Button } from '@mantine/core';
import type { Job } from '@rota/contracts/client';
import { Link } from '@tanstack/react-router';
import { FilterX, ListChecks } from 'lucide-react';
import { BlankState } from '../../components/blank-state.tsx';
import { FailureState } from '../../components/failure-state.tsx';
import { formatQuantity } from '../../components/format-number.ts';
import { LoadMore } from '../../components/load-more.tsx';
import { JobTable } from './job-table.tsx';

/** What the list is told. */
export interface JobListViewProps {
  orgSlug: string;
  /** Undefined while the first page is loading. */
  jobs: Job[] | undefined;
  error: unknown;
  isFiltered: boolean;
  hasMore: boolean;
  isLoadingMore: boolean;
  onLoadMore: () => void;
  onRetry: () => void;
  onClearFilters: () => void;
}

/** The list of jobs in each of its states. */
export function JobListView(props: JobListViewProps) {
  const { orgSlug, jobs, error, hasMore, isLoadingMore, onLoadMore, onRetry } = props;
  if (!jobs && error) return <FailureState error={error} onRetry={onRetry} />;
  if (jobs?.length === 0 && !hasMore) return <NoJobs {...props} />;
  return (
    <>
      <JobTable orgSlug={orgSlug} jobs={jobs} />
      {jobs && (
        <LoadMore
          shown={formatQuantity(jobs.length, 'job')}
          hasMore={hasMore}
          isLoading={isLoadingMore}
          onLoadMore={onLoadMore}
        />
      )}
    </>
  );
}

function NoJobs({ isFiltered, orgSlug, onClearFilters }: JobListViewProps) {
  if (isFiltered) {
    return (
      <BlankState
        icon={FilterX}
        title="No job fits these filters"
        actions={
          <Button variant="default" onClick={onClearFilters}>
            Clear the filters
          </Button>
        }
      >
        <p>New ones appear here by themselves when they do.</p>
      </BlankState>
    );
  }
  return (
    <BlankState
      icon={ListChecks}
      title="No jobs yet"
      actions={
        <Button renderRoot={(props) => <Link {...props} to="/orgs/$orgSlug/jobs/new" params={{ orgSlug }} />}>
          Run a demo job
        </Button>
      }
    >
      <p>Jobs appear here the moment somebody, a schedule or a program of yours creates one.</p>
    </BlankState>
  );
}
