import type { Client, JobId, OrganisationId } from '@rota/contracts/client';
import { getJobOptions } from '@rota/contracts/client/query';
import { queryOptions, useQueries } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useState } from 'react';
import type { ActingJob } from '../features/acting-jobs/acting-job-list.tsx';

/** A job that was made on a page to act on other jobs, and what it does. */
export interface StartedActingJob {
  jobId: JobId;
  title: string;
}

/** As often a job is looked at while it goes on. */
const refreshMs = 1_000;

/** Follows the jobs that were made on a page to act on others, the newest first; each stays until it is put aside. */
export function useActingJobs({
  client,
  orgId,
  onEnd,
}: {
  client: Client;
  orgId: OrganisationId;
  /** Called when one of them has ended; once more when one of several that have ended is put aside. */
  onEnd: () => void;
}) {
  const [started, setStarted] = useState<StartedActingJob[]>([]);
  const reads = useQueries({
    queries: started.map(({ jobId }) =>
      queryOptions({
        ...getJobOptions({ client, path: { orgId, jobId } }),
        refetchInterval: (query) => (query.state.data?.finishedAt == null ? refreshMs : false),
      }),
    ),
  });
  const ended = reads.flatMap(({ data }) => (data?.finishedAt == null ? [] : [data.id])).join(' ');
  const onEnded = useEffectEvent(onEnd);
  useEffect(() => {
    if (ended !== '') onEnded();
  }, [ended]);
  return {
    jobs: started.flatMap(({ title }, index): ActingJob[] => {
      const job = reads[index]?.data;
      return job ? [{ title, job }] : [];
    }),
    add: (job: StartedActingJob) => setStarted((known) => [job, ...known]),
    remove: (jobId: JobId) => setStarted((known) => known.filter((job) => job.jobId !== jobId)),
  };
}
