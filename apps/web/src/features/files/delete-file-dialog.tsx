import type { StoredFile } from '@rota/contracts/client';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';

/** Asks before a file is deleted; open while there is one. */
export function DeleteFileDialog({
  file,
  isPending,
  onConfirm,
  onClose,
}: {
  file: StoredFile | undefined;
  isPending: boolean;
  onConfirm: (file: StoredFile) => void;
  onClose: () => void;
}) {
  return (
    <ConfirmDialog
      isOpen={file !== undefined}
      title="Delete this file?"
      confirmLabel="Delete"
      isPending={isPending}
      onConfirm={() => file && onConfirm(file)}
      onClose={onClose}
    >
      {file?.name} is deleted at once and for good. Jobs that still need it fail.
    </ConfirmDialog>
  );
}
