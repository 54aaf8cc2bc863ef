import type { Job } from '@rota/contracts/client';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';

/** Asks before a job is cancelled. */
export function CancelJobDialog({
  job,
  isOpen,
  isPending,
  onConfirm,
  onClose,
}: {
  job: Job;
  isOpen: boolean;
  isPending: boolean;
  onConfirm: () => void;
  onClose: () => void;
}) {
  return (
    <ConfirmDialog
      isOpen={isOpen}
      title="Cancel this job?"
      confirmLabel="Cancel the job"
      isPending={isPending}
      onConfirm={onConfirm}
      onClose={onClose}
    >
      {job.status === 'processing'
        ? 'Its handler is asked to stop, and has 10 seconds for it. What it has done so far stays done.'
        : 'It will not run. To do it after all, replay it.'}
    </ConfirmDialog>
  );
}
