import { Button } from '@mantine/core';
import type { Job } from '@rota/contracts/client';
import { Link } from '@tanstack/react-router';
import { FilterX, ListChecks } from 'lucide-react';
import { BlankState } from '../../components/blank-state.tsx';
import { PagedList, type PagedRows } from '../../components/paged-list.tsx';
import { JobTable } from './job-table.tsx';

interface JobListViewProps {
  orgSlug: string;
  list: PagedRows<Job>;
  /** The list may leave jobs out. */
  isFiltered: boolean;
  onClearFilters: () => void;
}

/** The list of jobs in each of its states. */
export function JobListView(props: JobListViewProps) {
  const { orgSlug, list } = props;
  return (
    <PagedList
      list={list}
      noun="job"
      empty={<NoJobs {...props} />}
      table={<JobTable orgSlug={orgSlug} jobs={list.rows} />}
    />
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
