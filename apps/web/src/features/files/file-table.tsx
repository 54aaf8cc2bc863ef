import { ActionIcon, Tooltip } from '@mantine/core';
import type { FileId, StoredFile } from '@rota/contracts/client';
import { Download, Trash2 } from 'lucide-react';
import { DataTable, type Column } from '../../components/data-table.tsx';
import { formatBytes } from '../../components/format-number.ts';
import { RelativeTime } from '../../components/relative-time.tsx';
import classes from './file-table.module.css';

interface FileTableProps {
  /** Undefined while the first page is loading. */
  files: StoredFile[] | undefined;
  /** The file that is being fetched. */
  downloading: FileId | undefined;
  onDownload: (file: StoredFile) => void;
  onDelete: (file: StoredFile) => void;
}

/** Files in rows, with what can be done with each. */
export function FileTable({ files, ...actions }: FileTableProps) {
  return (
    <DataTable
      caption="Files, newest first"
      columns={columnsWith(actions)}
      rows={files}
      rowKey={({ id }) => id}
      card={(file) => <FileCard {...actions} file={file} />}
    />
  );
}

type FileActions = Omit<FileTableProps, 'files'>;

function columnsWith(actions: FileActions): Column<StoredFile>[] {
  return [
    { key: 'name', header: 'Name', cell: ({ name }) => <span className={classes['name']}>{name}</span> },
    {
      key: 'size',
      header: 'Size',
      width: '7rem',
      align: 'end',
      cell: ({ sizeBytes }) => <Size bytes={sizeBytes} />,
    },
    {
      key: 'created',
      header: 'Created',
      width: '8rem',
      align: 'end',
      cell: ({ createdAt }) => <RelativeTime at={createdAt} />,
    },
    {
      key: 'expires',
      header: 'Expires',
      width: '8rem',
      align: 'end',
      cell: (file) => <Expiry file={file} />,
    },
    {
      key: 'actions',
      header: 'Actions',
      isHeaderHidden: true,
      width: '6.5rem',
      align: 'end',
      cell: (file) => <Actions {...actions} file={file} />,
    },
  ];
}

function FileCard({ file, ...actions }: FileActions & { file: StoredFile }) {
  return (
    <div className={classes['card']}>
      <div className={classes['words']}>
        <div className={classes['name']}>{file.name}</div>
        <div className={classes['meta']}>
          <Size bytes={file.sizeBytes} />
          <RelativeTime at={file.createdAt} />
          {file.expiresAt && (
            <span>
              expires <Expiry file={file} />
            </span>
          )}
        </div>
      </div>
      <Actions {...actions} file={file} />
    </div>
  );
}

function Actions({ file, downloading, onDownload, onDelete }: FileActions & { file: StoredFile }) {
  return (
    <span className={classes['actions']}>
      <Tooltip label="Download">
        <ActionIcon
          aria-label={`Download ${file.name}`}
          loading={downloading === file.id}
          onClick={() => onDownload(file)}
        >
          <Download size={16} aria-hidden />
        </ActionIcon>
      </Tooltip>
      <Tooltip label="Delete">
        <ActionIcon aria-label={`Delete ${file.name}`} onClick={() => onDelete(file)}>
          <Trash2 size={16} aria-hidden />
        </ActionIcon>
      </Tooltip>
    </span>
  );
}

function Size({ bytes }: { bytes: number }) {
  return <span className="tabular">{formatBytes(bytes)}</span>;
}

function Expiry({ file: { expiresAt } }: { file: StoredFile }) {
  return expiresAt ? <RelativeTime at={expiresAt} /> : <span className={classes['muted']}>never</span>;
}
