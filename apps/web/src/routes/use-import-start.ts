import { createJob, uploadFile, type Client, type Job, type OrganisationId } from '@rota/contracts/client';
import { useMutation } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { ImportRequest } from '../features/import/import-request.ts';
import { createUploadFetch } from './upload-fetch.ts';

const expiresInSeconds = 7 * 24 * 3_600;

/** Uploads a file and creates the job that imports it; `onStarted` gets that job. */
export function useImportStart({
  client,
  orgId,
  onStarted,
}: {
  client: Client;
  orgId: OrganisationId;
  onStarted: (job: Job) => Promise<void>;
}) {
  const path = { orgId };
  const [uploaded, setUploaded] = useState(0);
  const upload = useRef<AbortController>(undefined);
  const { error, isPending, mutate } = useMutation({
    mutationFn: async ({ file, toJob }: ImportRequest): Promise<Job> => {
      upload.current = new AbortController();
      setUploaded(0);
      const body = { expiresInSeconds, file };
      const { data: stored } = await uploadFile({
        client,
        path,
        body,
        signal: upload.current.signal,
        fetch: createUploadFetch({ body, onProgress: setUploaded }),
        throwOnError: true,
      });
      const { data: job } = await createJob({ client, path, body: toJob(stored.id), throwOnError: true });
      return job;
    },
    onSuccess: onStarted,
  });
  const wasCancelled = error instanceof DOMException && error.name === 'AbortError';
  return {
    start: mutate,
    isPending,
    /** What part of the file is on the server, 0 to 1. */
    uploaded,
    /** What went wrong; cancelling is no error. */
    error: wasCancelled ? undefined : error,
    cancel: () => upload.current?.abort(),
  };
}
