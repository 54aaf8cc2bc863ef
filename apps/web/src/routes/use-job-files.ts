import type { Client, FileId, Job, OrganisationId } from '@rota/contracts/client';
import { getFileOptions } from '@rota/contracts/client/query';
import { useQuery } from '@tanstack/react-query';
import { toFailure } from '../components/failure.ts';
import type { JobFile, JobFiles } from '../features/job-detail/job-files.ts';
import { useFileDownload } from './use-file-download.ts';

/** The files that an import speaks of: what was read, and the rows that failed. Other jobs have none. */
export function useJobFiles({
  client,
  orgId,
  job,
}: {
  client: Client;
  orgId: OrganisationId;
  job: Job | undefined;
}): JobFiles {
  const importJob = job?.type === 'data:import' ? job : undefined;
  const imported = useJobFile({ client, orgId, fileId: importJob?.input?.fileId });
  const errors = useJobFile({ client, orgId, fileId: importJob?.output?.errorsFileId ?? undefined });
  const download = useFileDownload({ client, orgId });
  return {
    imported,
    errors,
    onDownload: ({ id, name }) => download.mutate({ fileId: id, name }),
    isDownloading: download.isPending,
  };
}

function useJobFile(of: { client: Client; orgId: OrganisationId; fileId: FileId | undefined }): JobFile {
  const { client, orgId, fileId } = of;
  const file = useQuery({
    ...getFileOptions({ client, path: { orgId, fileId: fileId ?? '' } }),
    enabled: fileId !== undefined,
  });
  return file.error && toFailure(file.error).kind === 'missing' ? 'gone' : file.data;
}
