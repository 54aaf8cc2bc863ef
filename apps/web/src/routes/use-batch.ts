import { notifications } from '@mantine/notifications';
import type { Client, Job, JobId, OrganisationId } from '@rota/contracts/client';
import {
  getBatchOptions,
  getBatchQueryKey,
  getJobQueryKey,
  retryFailedOfBatchMutation,
} from '@rota/contracts/client/query';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { toFailure } from '../components/failure.ts';

/** Reads the batch that a job is the parent of, which the job's stream keeps up to date, and retries its failures. */
export function useBatch({
  client,
  orgId,
  jobId,
  job,
}: {
  client: Client;
  orgId: OrganisationId;
  jobId: JobId;
  job: Job | undefined;
}) {
  const queryClient = useQueryClient();
  const path = { orgId, batchId: jobId };
  const batch = useQuery({
    ...getBatchOptions({ client, path }),
    enabled: job?.type === 'batch',
  });
  const retry = useMutation({
    ...retryFailedOfBatchMutation(),
    onSuccess: (reopened) => {
      queryClient.setQueryData(getBatchQueryKey({ client, path }), reopened);
      notifications.show({ message: 'What failed runs again' });
    },
    onError: (error) => {
      notifications.show({ color: 'red', title: 'That was not possible', message: toFailure(error).detail });
    },
    onSettled: () =>
      queryClient.invalidateQueries({ queryKey: getJobQueryKey({ client, path: { orgId, jobId } }) }),
  });
  return {
    batch: batch.data,
    isRetrying: retry.isPending,
    retryFailed: () => retry.mutate({ client, path }),
  };
}
