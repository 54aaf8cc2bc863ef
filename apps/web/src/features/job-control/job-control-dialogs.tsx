import type { Job } from '@rota/contracts/client';
import { ResolveDialog } from '../../components/resolve-dialog.tsx';
import { CancelJobDialog } from './cancel-job-dialog.tsx';
import type { JobControl } from './job-controls-of.ts';
import { ReplayJobDialog } from './replay-job-dialog.tsx';

/** The dialogs of what asks back before it is done. */
export function JobControlDialogs({
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
  asked: JobControl | undefined;
  /** What is being done. */
  pending: JobControl | undefined;
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
      <ResolveDialog
        title="Resolve this failure"
        isOpen={asked === 'resolve'}
        isPending={pending === 'resolve'}
        onResolve={onResolve}
        onClose={onClose}
      >
        The job stays failed, and is no longer among the dead letters.
      </ResolveDialog>
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
