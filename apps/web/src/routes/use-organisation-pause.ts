import { notifications } from '@mantine/notifications';
import type { Client, Organisation, OrganisationId } from '@rota/contracts/client';
import {
  getOrganisationOptions,
  getOrganisationQueryKey,
  pauseOrganisationMutation,
  resumeOrganisationMutation,
} from '@rota/contracts/client/query';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { toFailure } from '../components/failure.ts';

/** Somebody else may pause or resume: pages say so within this time. */
const refreshMs = 15_000;

/** Whether all of the organisation's work is paused, and what changes that. */
export function useOrganisationPause({ client, orgId }: { client: Client; orgId: OrganisationId }) {
  const queryClient = useQueryClient();
  const path = { orgId };
  const organisation = useQuery({
    ...getOrganisationOptions({ client, path }),
    refetchInterval: refreshMs,
  });
  const showing = (message: string) => ({
    onSuccess: (changed: Organisation) => {
      queryClient.setQueryData(getOrganisationQueryKey({ client, path }), changed);
      notifications.show({ message });
    },
    onError: (error: unknown) => {
      notifications.show({ color: 'red', title: 'That was not possible', message: toFailure(error).detail });
    },
  });
  const pause = useMutation({ ...pauseOrganisationMutation(), ...showing('All work is paused') });
  const resume = useMutation({ ...resumeOrganisationMutation(), ...showing('Work goes on') });
  return {
    /** Undefined until it is known. */
    isPaused: organisation.data?.paused,
    isPausing: pause.isPending,
    isResuming: resume.isPending,
    pause: (then: () => void) => pause.mutate({ client, path }, { onSettled: then }),
    resume: () => resume.mutate({ client, path }),
  };
}
