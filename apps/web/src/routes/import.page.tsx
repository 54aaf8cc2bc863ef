import { createJob, uploadFile, type Job } from '@rota/contracts/client';
import { getMetaOptions } from '@rota/contracts/client/query';
import { useMutation, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { PageHeader } from '../components/page-header.tsx';
import { ImportView, type ImportRequest } from '../features/import/import-view.tsx';
import { createUploadFetch } from '../upload-fetch.ts';

const route = getRouteApi('/orgs/$orgSlug/import');
const expiresInSeconds = 7 * 24 * 3_600;

/** Uploads a file, creates the job that imports it, and goes to watch that run. */
export function ImportPage() {
  const { client, organisation } = route.useRouteContext();
  const navigate = route.useNavigate();
  const { slug: orgSlug, id: orgId } = organisation;
  const [uploaded, setUploaded] = useState(0);
  const upload = useRef<AbortController>(undefined);
  const meta = useQuery(getMetaOptions({ client }));

  const start = useMutation({
    mutationFn: async ({ file, toJob }: ImportRequest): Promise<Job> => {
      upload.current = new AbortController();
      setUploaded(0);
      const body = { expiresInSeconds, file };
      const { data: stored } = await uploadFile({
        client,
        path: { orgId },
        body,
        signal: upload.current.signal,
        fetch: createUploadFetch({ body, onProgress: setUploaded }),
        throwOnError: true,
      });
      const { data: job } = await createJob({
        client,
        path: { orgId },
        body: toJob(stored.id),
        throwOnError: true,
      });
      return job;
    },
    onSuccess: ({ id: jobId }) => navigate({ to: '/orgs/$orgSlug/jobs/$jobId', params: { orgSlug, jobId } }),
  });
  const wasCancelled = start.error instanceof DOMException && start.error.name === 'AbortError';
  return (
    <>
      <PageHeader
        title="Import a file"
        description="Rows of a CSV file become accounts or contacts. You watch it run."
      />
      <ImportView
        fileBytesMax={meta.data?.limits.fileBytes}
        isPending={start.isPending}
        uploaded={uploaded}
        error={wasCancelled ? undefined : start.error}
        onStart={start.mutate}
        onCancel={() => upload.current?.abort()}
      />
    </>
  );
}
