import { notifications } from '@mantine/notifications';
import type { Client, JobType, JobTypePage, OrganisationId } from '@rota/contracts/client';
import {
  listJobTypesQueryKey,
  pauseJobTypeMutation,
  resumeJobTypeMutation,
} from '@rota/contracts/client/query';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { toFailure } from '../components/failure.ts';

/** Pauses a type once that is confirmed, and resumes it at once. */
export function useTypePause({ client, orgId }: { client: Client; orgId: OrganisationId }) {
  const queryClient = useQueryClient();
  const [asked, setAsked] = useState<JobType>();
  const listKey = listJobTypesQueryKey({ client, path: { orgId } });
  const showing = (describe: (type: JobType) => string) => ({
    onSuccess: (changed: JobType) => {
      queryClient.setQueryData<JobTypePage>(listKey, (page) => page && withType(page, changed));
      notifications.show({ message: describe(changed) });
    },
    onError: (error: unknown) => {
      notifications.show({ color: 'red', title: 'That was not possible', message: toFailure(error).detail });
    },
    onSettled: () => setAsked(undefined),
  });
  const pause = useMutation({ ...pauseJobTypeMutation(), ...showing(({ type }) => `${type} is paused`) });
  const resume = useMutation({ ...resumeJobTypeMutation(), ...showing(({ type }) => `${type} runs again`) });
  const pathOf = ({ type }: JobType) => ({ orgId, jobType: type });
  return {
    asked,
    ask: setAsked,
    close: () => setAsked(undefined),
    isPausing: pause.isPending,
    resuming: resume.isPending ? resume.variables.path.jobType : undefined,
    pause: (type: JobType) => pause.mutate({ client, path: pathOf(type) }),
    resume: (type: JobType) => resume.mutate({ client, path: pathOf(type) }),
  };
}

function withType(page: JobTypePage, changed: JobType): JobTypePage {
  return { ...page, data: page.data.map((type) => (type.type === changed.type ? changed : type)) };
}
