import { Button } from '@mantine/core';
import type { FileId, StoredFile } from '@rota/contracts/client';
import { Link } from '@tanstack/react-router';
import { FileStack } from 'lucide-react';
import { BlankState } from '../../components/blank-state.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { PagedList, type PagedRows } from '../../components/paged-list.tsx';
import { FileTable } from './file-table.tsx';

/** The organisation's files in each state of their list. */
export function FileListView({
  orgSlug,
  list,
  ...actions
}: {
  orgSlug: string;
  list: PagedRows<StoredFile>;
  /** The file that is being fetched. */
  downloading: FileId | undefined;
  onDownload: (file: StoredFile) => void;
  onDelete: (file: StoredFile) => void;
}) {
  return (
    <>
      <PageHeader title="Files" description="What was uploaded, and what jobs left for you." />
      <PagedList
        list={list}
        noun="file"
        empty={<NoFiles orgSlug={orgSlug} />}
        table={<FileTable files={list.rows} {...actions} />}
      />
    </>
  );
}

function NoFiles({ orgSlug }: { orgSlug: string }) {
  return (
    <BlankState
      icon={FileStack}
      title="No files yet"
      actions={
        <Button renderRoot={(link) => <Link {...link} to="/orgs/$orgSlug/import" params={{ orgSlug }} />}>
          Import a file
        </Button>
      }
    >
      <p>Files that you import appear here, and the rows an import could not take.</p>
    </BlankState>
  );
}
