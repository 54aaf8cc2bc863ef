import type { Client, Job, JobId, JobWaiting, OrganisationId } from '@rota/contracts/client';
import { getJobWaitingOptions } from '@rota/contracts/client/query';
import { useQuery } from '@tanstack/react-query';

/** The line moves without an event: by the jobs of others. A page that nobody sees does not ask. */
const refreshMs = 5_000;

/** Why a job waits, kept fresh while it does; undefined of one that does not, or tells it otherwise. */
export function useJobWaiting({
  client,
  orgId,
  jobId,
  job,
}: {
  client: Client;
  orgId: OrganisationId;
  jobId: JobId;
  job: Job | undefined;
}): JobWaiting | undefined {
  // A retry is said with the failure before it.
  const isWaiting = job !== undefined && ['scheduled', 'blocked', 'pending'].includes(job.status);
  const { data } = useQuery({
    ...getJobWaitingOptions({ client, path: { orgId, jobId } }),
    enabled: isWaiting,
    refetchInterval: refreshMs,
  });
  return isWaiting ? data : undefined;
}
