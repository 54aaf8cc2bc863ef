import { notifications } from '@mantine/notifications';
import type {
  AcceptedWork,
  Client,
  DeadLetterGroup,
  DeadLetterRetryOptions,
  OrganisationId,
} from '@rota/contracts/client';
import { resolveDeadLetterGroupMutation, retryDeadLetterGroupMutation } from '@rota/contracts/client/query';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { formatQuantity } from '../components/format-number.ts';
import { toFailure } from '../components/failure.ts';
import type { AskedOfGroup } from '../features/dead-letters/dead-letter-dialogs.tsx';
import type { StartedActingJob } from './use-acting-jobs.ts';

/** Retries and resolves groups of dead letters; each makes a job, which `onStarted` gets. */
export function useDeadLetterActions({
  client,
  orgId,
  onStarted,
}: {
  client: Client;
  orgId: OrganisationId;
  onStarted: (job: StartedActingJob) => void;
}) {
  const [asked, setAsked] = useState<AskedOfGroup>();
  const retry = useMutation(retryDeadLetterGroupMutation());
  const resolve = useMutation(resolveDeadLetterGroupMutation());
  const path = (group: DeadLetterGroup) => ({ orgId, fingerprint: group.fingerprint });

  const follow = (what: string, { code, count }: DeadLetterGroup) => ({
    onSuccess: ({ jobId }: AcceptedWork) => {
      const title = `${what} of ${formatQuantity(count, 'dead letter')} with ${code}`;
      onStarted({ jobId, title });
    },
    onError: (error: unknown) => {
      notifications.show({ color: 'red', title: 'That was not possible', message: toFailure(error).detail });
    },
    onSettled: () => setAsked(undefined),
  });
  return {
    asked,
    isPending: retry.isPending || resolve.isPending,
    ask: setAsked,
    close: () => setAsked(undefined),
    retry: (group: DeadLetterGroup, body: DeadLetterRetryOptions) =>
      retry.mutate({ client, path: path(group), body }, follow('Retry', group)),
    resolve: (group: DeadLetterGroup, note: string | undefined) =>
      resolve.mutate({ client, path: path(group), body: { note } }, follow('Resolution', group)),
  };
}
