import type { Job } from '@rota/contracts/client';
import { CancelJobDialog } from './cancel-job-dialog.tsx';
import type { JobAction } from './job-actions-of.ts';
import { ReplayJobDialog } from './replay-job-dialog.tsx';
import { ResolveJobDialog } from './resolve-job-dialog.tsx';

/** The dialogs of what asks back before it is done. */
export function JobActionDialogs({
  job,
  asked,
  pending,
  replayError,
  onCancel,
  onResolve,
  onReplay,
  onClose,
}: {
  job: Job;
  /** Whose dialog is open. */
  asked: JobAction | undefined;
  /** What is being done. */
  pending: JobAction | undefined;
  replayError: unknown;
  onCancel: () => void;
  onResolve: (note: string | undefined) => void;
  onReplay: (input: unknown) => void;
  onClose: () => void;
}) {
  return (
    <>
      <CancelJobDialog
        job={job}
        isOpen={asked === 'cancel'}
        isPending={pending === 'cancel'}
        onConfirm={onCancel}
        onClose={onClose}
      />
      <ResolveJobDialog
        isOpen={asked === 'resolve'}
        isPending={pending === 'resolve'}
        onResolve={onResolve}
        onClose={onClose}
      />
      <ReplayJobDialog
        job={job}
        isOpen={asked === 'replay'}
        isPending={pending === 'replay'}
        error={replayError}
        onReplay={onReplay}
        onClose={onClose}
      />
    </>
  );
}
