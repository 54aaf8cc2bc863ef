import { notifications } from '@mantine/notifications';
import { getFileContent, type Client, type FileId, type OrganisationId } from '@rota/contracts/client';
import { useMutation } from '@tanstack/react-query';
import { toFailure } from '../components/failure.ts';

/** A file to save, under the name it is to have. */
export interface Download {
  fileId: FileId;
  name: string;
}

/** Fetches a file with the session's key, which a plain link could not bring, and lets the browser save it. */
export function useFileDownload({ client, orgId }: { client: Client; orgId: OrganisationId }) {
  return useMutation({
    mutationFn: async ({ fileId, name }: Download) => {
      const { data } = await getFileContent({
        client,
        path: { orgId, fileId },
        parseAs: 'blob',
        throwOnError: true,
      });
      save(data, name);
    },
    onError: (error) => {
      notifications.show({
        color: 'red',
        title: 'The file was not downloaded',
        message: toFailure(error).detail,
      });
    },
  });
}

function save(content: Blob, name: string): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser has taken its own hold of the content by the time the next task runs.
  setTimeout(() => URL.revokeObjectURL(url));
}
