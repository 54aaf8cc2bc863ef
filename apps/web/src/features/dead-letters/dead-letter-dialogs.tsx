import type { DeadLetterGroup, DeadLetterRetryOptions } from '@rota/contracts/client';
import { formatQuantity } from '../../components/format-number.ts';
import { ResolveDialog } from '../../components/resolve-dialog.tsx';
import { RetryGroupDialog } from './retry-group-dialog.tsx';

/** What a person asks of a group, in whose dialog it is confirmed. */
export interface AskedOfGroup {
  action: 'retry' | 'resolve';
  group: DeadLetterGroup;
}

/** The dialogs in which what is asked of a group is confirmed. */
export function DeadLetterDialogs({
  asked,
  isPending,
  onRetry,
  onResolve,
  onClose,
}: {
  /** Undefined: none is open. */
  asked: AskedOfGroup | undefined;
  isPending: boolean;
  onRetry: (group: DeadLetterGroup, options: DeadLetterRetryOptions) => void;
  onResolve: (group: DeadLetterGroup, note: string | undefined) => void;
  onClose: () => void;
}) {
  return (
    <>
      <RetryGroupDialog
        group={asked?.action === 'retry' ? asked.group : undefined}
        isPending={isPending}
        onRetry={onRetry}
        onClose={onClose}
      />
      <ResolveDialog
        title="Resolve this group"
        isOpen={asked?.action === 'resolve'}
        isPending={isPending}
        onResolve={(note) => asked && onResolve(asked.group, note)}
        onClose={onClose}
      >
        {asked && formatQuantity(asked.group.count, 'job')} stay failed and leave the dead letters. Nothing is
        run.
      </ResolveDialog>
    </>
  );
}
