import type { Client, JobId, OrganisationId } from '@rota/contracts/client';
import { getJobOptions } from '@rota/contracts/client/query';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useState } from 'react';
import { WorkNotice } from '../components/work-notice.tsx';
import classes from './started-work.module.css';

/** A job that was made here to act on other jobs. */
export interface StartedWork {
  jobId: JobId;
  title: string;
}

/** As often a job is looked at while it goes on. */
const refreshMs = 1_000;

/** The works that were started on a page, the newest first; each stays until it is put aside. */
export function useWorks() {
  const [works, setWorks] = useState<StartedWork[]>([]);
  return {
    works,
    add: (work: StartedWork) => setWorks((known) => [work, ...known]),
    remove: (jobId: JobId) => setWorks((known) => known.filter((work) => work.jobId !== jobId)),
  };
}

/** Each work as it goes. */
export function Works({
  works,
  ...context
}: {
  client: Client;
  orgId: OrganisationId;
  orgSlug: string;
  works: StartedWork[];
  onDismiss: (jobId: JobId) => void;
  /** Called when one of them has ended. */
  onEnd: () => void;
}) {
  if (works.length === 0) return null;
  return (
    <div className={classes['works']}>
      {works.map((work) => (
        <Work key={work.jobId} {...context} work={work} />
      ))}
    </div>
  );
}

function Work({
  client,
  orgId,
  orgSlug,
  work: { jobId, title },
  onDismiss,
  onEnd,
}: Omit<Parameters<typeof Works>[0], 'works'> & { work: StartedWork }) {
  const job = useQuery({
    ...getJobOptions({ client, path: { orgId, jobId } }),
    refetchInterval: (query) => (query.state.data?.finishedAt == null ? refreshMs : false),
  });
  const hasEnded = job.data?.finishedAt != null;
  const onEnded = useEffectEvent(onEnd);
  useEffect(() => {
    if (hasEnded) onEnded();
  }, [hasEnded]);
  if (!job.data) return null;
  return <WorkNotice orgSlug={orgSlug} title={title} job={job.data} onDismiss={() => onDismiss(jobId)} />;
}
