import { Button } from '@mantine/core';
import type { FileId, StoredFile } from '@rota/contracts/client';
import { Link } from '@tanstack/react-router';
import { FileStack } from 'lucide-react';
import { BlankState } from '../../components/blank-state.tsx';
import { FailureState } from '../../components/failure-state.tsx';
import { formatQuantity } from '../../components/format-number.ts';
import { LoadMore } from '../../components/load-more.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { FileTable } from './file-table.tsx';

/** What the list of files is told. */
export interface FilesViewProps {
  orgSlug: string;
  /** Undefined while the first page is loading. */
  files: StoredFile[] | undefined;
  error: unknown;
  hasMore: boolean;
  isLoadingMore: boolean;
  onLoadMore: () => void;
  onRetry: () => void;
  /** The file that is being fetched. */
  downloading: FileId | undefined;
  onDownload: (file: StoredFile) => void;
  onDelete: (file: StoredFile) => void;
}

/** The organisation's files in each state of their list. */
export function FilesView(props: FilesViewProps) {
  return (
    <>
      <PageHeader title="Files" description="What was uploaded, and what jobs left for you." />
      <Body {...props} />
    </>
  );
}

function Body(props: FilesViewProps) {
  const { orgSlug, files, error, hasMore, isLoadingMore, onLoadMore, onRetry } = props;
  if (!files && error) return <FailureState error={error} onRetry={onRetry} />;
  if (files?.length === 0) {
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
  return (
    <>
      <FileTable {...props} />
      {files && (
        <LoadMore
          shown={formatQuantity(files.length, 'file')}
          hasMore={hasMore}
          isLoading={isLoadingMore}
          onLoadMore={onLoadMore}
        />
      )}
    </>
  );
}
