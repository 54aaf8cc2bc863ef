import { notifications } from '@mantine/notifications';
import type { StoredFile } from '@rota/contracts/client';
import { deleteFileMutation, listFilesInfiniteOptions } from '@rota/contracts/client/query';
import { useInfiniteQuery, useMutation } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { toFailure } from '../components/failure.ts';
import { DeleteFileDialog } from '../features/files/delete-file-dialog.tsx';
import { FileListView } from '../features/files/file-list-view.tsx';
import { toPagedRows } from './to-paged-rows.ts';
import { useFileDownload } from './use-file-download.ts';

const route = getRouteApi('/orgs/$orgSlug/files');

/** Lists, downloads and deletes files. */
export function FilesPage() {
  const { client, organisation } = route.useRouteContext();
  const orgId = organisation.id;
  const [doomed, setDoomed] = useState<StoredFile>();
  const files = useInfiniteQuery({
    ...listFilesInfiniteOptions({ client, path: { orgId } }),
    initialPageParam: { path: { orgId } },
    getNextPageParam: (page) => page.nextCursor,
  });
  const download = useFileDownload({ client, orgId });
  const remove = useMutation({
    ...deleteFileMutation(),
    onSuccess: () => notifications.show({ message: `${doomed?.name ?? 'The file'} is deleted` }),
    onError: (error) =>
      notifications.show({
        color: 'red',
        title: 'The file was not deleted',
        message: toFailure(error).detail,
      }),
    onSettled: () => {
      setDoomed(undefined);
      return files.refetch();
    },
  });
  return (
    <>
      <FileListView
        orgSlug={organisation.slug}
        list={toPagedRows(files)}
        downloading={download.isPending ? download.variables.fileId : undefined}
        onDownload={({ id, name }) => download.mutate({ fileId: id, name })}
        onDelete={setDoomed}
      />
      <DeleteFileDialog
        file={doomed}
        isPending={remove.isPending}
        onConfirm={({ id: fileId }) => remove.mutate({ client, path: { orgId, fileId } })}
        onClose={() => setDoomed(undefined)}
      />
    </>
  );
}
