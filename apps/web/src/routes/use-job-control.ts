import { notifications } from '@mantine/notifications';
import type { Client, Job, JobId, OrganisationId } from '@rota/contracts/client';
import {
  cancelJobMutation,
  getJobQueryKey,
  replayJobMutation,
  resolveJobMutation,
  retryJobMutation,
} from '@rota/contracts/client/query';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { toFailure } from '../components/failure.ts';
import type { JobControl } from '../features/job-control/job-controls-of.ts';

/**
 * What a person does to the job of a page. The answer is shown at once; what follows comes by the job's stream, which a
 * retried job opens again.
 */
export function useJobControl({
  client,
  orgId,
  jobId,
  onReplayed,
}: {
  client: Client;
  orgId: OrganisationId;
  jobId: JobId;
  /** Called with the id of the new job. */
  onReplayed: (jobId: JobId) => void;
}) {
  const queryClient = useQueryClient();
  const [asked, setAsked] = useState<JobControl>();
  const path = { orgId, jobId };
  const jobKey = getJobQueryKey({ client, path });

  const show = (job: Job) => queryClient.setQueryData(jobKey, job);
  const moving = (describe: (job: Job) => string) => ({
    onSuccess: (job: Job) => {
      show(job);
      notifications.show({ message: describe(job) });
    },
    onError: (error: unknown) => {
      notifications.show({ color: 'red', title: 'That was not possible', message: toFailure(error).detail });
      void queryClient.invalidateQueries({ queryKey: jobKey });
    },
    onSettled: () => setAsked(undefined),
  });
  const cancel = useMutation({ ...cancelJobMutation(), ...moving(describeCancel) });
  const retry = useMutation({ ...retryJobMutation(), ...moving(() => 'The job runs again') });
  const resolve = useMutation({ ...resolveJobMutation(), ...moving(() => 'The failure is resolved') });
  const replay = useMutation({
    ...replayJobMutation(),
    onSuccess: ({ id }) => {
      setAsked(undefined);
      onReplayed(id);
      notifications.show({ message: 'A new job was made' });
    },
  });

  const running: Record<JobControl, boolean> = {
    cancel: cancel.isPending,
    retry: retry.isPending,
    resolve: resolve.isPending,
    replay: replay.isPending,
  };
  return {
    asked,
    pending: jobControls.find((control) => running[control]),
    replayError: replay.error,
    ask: (control: JobControl) => {
      if (control === 'retry') return retry.mutate({ client, path });
      replay.reset();
      setAsked(control);
    },
    close: () => setAsked(undefined),
    cancel: () => cancel.mutate({ client, path }),
    resolve: (note: string | undefined) => resolve.mutate({ client, path, body: { note } }),
    replay: (input: unknown) => replay.mutate({ client, path, body: { input } }),
  };
}

const jobControls: JobControl[] = ['cancel', 'retry', 'resolve', 'replay'];

function describeCancel({ status }: Job): string {
  return status === 'cancelled' ? 'The job is cancelled' : 'The job was asked to stop';
}
