import type { JobType } from '@rota/contracts/client';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';

/** Asks before the jobs of a type are held back. */
export function PauseTypeDialog({
  type,
  isPending,
  onConfirm,
  onClose,
}: {
  /** Undefined: the dialog is closed. */
  type: JobType | undefined;
  isPending: boolean;
  onConfirm: (type: JobType) => void;
  onClose: () => void;
}) {
  return (
    <ConfirmDialog
      isOpen={type !== undefined}
      title={`Pause ${type?.type ?? ''}`}
      confirmLabel="Pause it"
      keepLabel="Let it run"
      isPending={isPending}
      onConfirm={() => type && onConfirm(type)}
      onClose={onClose}
    >
      None of its jobs starts until somebody resumes it. Those that run go on; new ones may be made, and wait.
    </ConfirmDialog>
  );
}
