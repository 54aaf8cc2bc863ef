import { notifications } from '@mantine/notifications';
import {
  actOnJobs,
  type Client,
  type JobAction,
  type JobActionFilter,
  type OrganisationId,
} from '@rota/contracts/client';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { bulkActions } from '../features/job-list/bulk-actions.ts';
import { toFailure } from '../components/failure.ts';
import type { StartedActingJob } from './use-acting-jobs.ts';

/** Counts the jobs that an action would be taken on, and takes it once that is confirmed; `onStarted` gets its job. */
export function useBulkAction({
  client,
  orgId,
  filter,
  onStarted,
}: {
  client: Client;
  orgId: OrganisationId;
  filter: JobActionFilter;
  onStarted: (job: StartedActingJob) => void;
}) {
  const [asked, setAsked] = useState<JobAction>();
  const path = { orgId };
  const count = useMutation({
    mutationFn: async (action: JobAction) => {
      const body = { action, filter, dryRun: true };
      const { data } = await actOnJobs({ client, path, body, throwOnError: true });
      return 'matched' in data ? data.matched : undefined;
    },
  });
  const act = useMutation({
    mutationFn: async ({ action, note }: { action: JobAction; note: string | undefined }) => {
      const body = { action, filter, ...(action === 'resolve' && { note }) };
      const { data } = await actOnJobs({ client, path, body, throwOnError: true });
      return 'jobId' in data ? data.jobId : undefined;
    },
    onSuccess: (jobId, { action }) => {
      if (jobId !== undefined) onStarted({ jobId, title: bulkActions[action].acting(count.data ?? 0) });
    },
    onError: (error) => {
      notifications.show({ color: 'red', title: 'That was not possible', message: toFailure(error).detail });
    },
    onSettled: () => setAsked(undefined),
  });
  const ask = (action: JobAction) => {
    setAsked(action);
    count.reset();
    count.mutate(action);
  };
  return {
    /** Opens the dialog and counts. */
    ask,
    action: asked,
    matched: count.data,
    error: count.error,
    isPending: act.isPending,
    onCount: () => asked && ask(asked),
    onConfirm: (action: JobAction, note: string | undefined) => act.mutate({ action, note }),
    onClose: () => setAsked(undefined),
  };
}
