import { Button, Group, Modal, Skeleton, Text, Textarea } from '@mantine/core';
import type { JobAction } from '@rota/contracts/client';
import { useState } from 'react';
import { FailureState } from '../../components/failure-state.tsx';
import { formatCount } from '../../components/format-number.ts';
import { bulkActions } from './bulk-actions.ts';

const noteCharsMax = 2_000;

interface BulkActionDialogProps {
  /** Undefined: the dialog is closed. */
  action: JobAction | undefined;
  /** On how many jobs it would be taken now; undefined while they are counted. */
  matched: number | undefined;
  /** Why they could not be counted. */
  error: unknown;
  /** The list is of some jobs only. */
  isFiltered: boolean;
  isPending: boolean;
  onCount: () => void;
  onConfirm: (action: JobAction, note: string | undefined) => void;
  onClose: () => void;
}

/** Says on how many jobs an action would be taken, and asks before it is. */
export function BulkActionDialog({ action, ...props }: BulkActionDialogProps) {
  return (
    <Modal
      opened={action !== undefined}
      onClose={props.onClose}
      title={<Text fw={600}>{action && bulkActions[action].title}</Text>}
      withCloseButton={false}
    >
      {action && <BulkActionForm {...props} action={action} />}
    </Modal>
  );
}

/** A part of its own, so that each opening begins with an empty note. */
function BulkActionForm(props: BulkActionDialogProps & { action: JobAction }) {
  const { action, matched, error, isFiltered, isPending, onCount, onConfirm, onClose } = props;
  const [note, setNote] = useState('');
  const { button, effect } = bulkActions[action];
  const isPossible = matched !== undefined && matched > 0;
  if (error) return <FailureState error={error} onRetry={onCount} />;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (isPossible) onConfirm(action, note.trim() === '' ? undefined : note.trim());
      }}
    >
      <Text c="dimmed" mb="xs">
        {effect}
      </Text>
      <Matched matched={matched} isFiltered={isFiltered} />
      {action === 'resolve' && isPossible && (
        <Textarea
          mt="md"
          label="Note"
          description="For those who look at them later. It may stay empty."
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
          maxLength={noteCharsMax}
          autosize
          minRows={2}
          maxRows={8}
        />
      )}
      <Group justify="flex-end" mt="lg" gap="xs">
        <Button variant="default" onClick={onClose} data-autofocus>
          {isPossible ? 'Leave them' : 'Close'}
        </Button>
        {matched !== 0 && (
          <Button
            type="submit"
            {...(action === 'cancel' && { color: 'red.8' })}
            disabled={!isPossible}
            loading={isPending}
          >
            {matched === undefined ? 'Counting…' : button(matched)}
          </Button>
        )}
      </Group>
    </form>
  );
}

function Matched({ matched, isFiltered }: { matched: number | undefined; isFiltered: boolean }) {
  const which = isFiltered ? 'that fits the filters' : 'of this organisation';
  return (
    <div aria-live="polite">
      {matched === undefined && <Skeleton h={14} w="60%" mt={4} />}
      {matched === 0 && <Text>There is no job {which} on which that can be done.</Text>}
      {matched !== undefined && matched > 0 && (
        <Text>
          It concerns <strong>{formatCount(matched)}</strong> {matched === 1 ? 'job' : 'jobs'}, as they stand
          now: every one {which} and can be changed so. Jobs that come later are left alone.
        </Text>
      )}
    </div>
  );
}
