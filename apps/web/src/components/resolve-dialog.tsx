import { Button, Group, Modal, Text, Textarea } from '@mantine/core';
import { useState, type ReactNode } from 'react';

const noteCharsMax = 2_000;

interface ResolveDialogProps {
  isOpen: boolean;
  isPending: boolean;
  title: string;
  /** What happens. */
  children: ReactNode;
  /** `note` is undefined when none was written. */
  onResolve: (note: string | undefined) => void;
  onClose: () => void;
}

/** Asks for a note with which failures are laid aside. */
export function ResolveDialog(props: ResolveDialogProps) {
  return (
    <Modal
      opened={props.isOpen}
      onClose={props.onClose}
      title={<Text fw={600}>{props.title}</Text>}
      withCloseButton={false}
    >
      <ResolveForm {...props} />
    </Modal>
  );
}

/** A part of its own, so that each opening begins with an empty note. */
function ResolveForm({ isPending, onResolve, onClose, children }: ResolveDialogProps) {
  const [note, setNote] = useState('');
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onResolve(note.trim() === '' ? undefined : note.trim());
      }}
    >
      <Text c="dimmed" mb="md">
        {children}
      </Text>
      <Textarea
        label="Note"
        description="For those who look at it later. It may stay empty."
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
        maxLength={noteCharsMax}
        autosize
        minRows={3}
        maxRows={8}
        data-autofocus
      />
      <Group justify="flex-end" mt="lg" gap="xs">
        <Button variant="default" onClick={onClose}>
          Keep it open
        </Button>
        <Button type="submit" loading={isPending}>
          Resolve
        </Button>
      </Group>
    </form>
  );
}
