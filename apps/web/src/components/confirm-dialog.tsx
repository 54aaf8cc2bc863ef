import { Button, Group, Modal, Text } from '@mantine/core';
import type { ReactNode } from 'react';

/** Asks before something that is felt. Esc and `keepLabel` close it; the focus begins on the latter. */
export function ConfirmDialog({
  isOpen,
  title,
  confirmLabel,
  keepLabel = 'Keep',
  isPending,
  onConfirm,
  onClose,
  children,
}: {
  isOpen: boolean;
  title: string;
  confirmLabel: string;
  /** What closes it and changes nothing. */
  keepLabel?: string;
  isPending: boolean;
  onConfirm: () => void;
  onClose: () => void;
  children: ReactNode;
}) {
  return (
    <Modal opened={isOpen} onClose={onClose} title={<Text fw={600}>{title}</Text>} withCloseButton={false}>
      <Text c="dimmed">{children}</Text>
      <Group justify="flex-end" mt="lg" gap="xs">
        <Button variant="default" onClick={onClose} data-autofocus>
          {keepLabel}
        </Button>
        <Button color="red.8" onClick={onConfirm} loading={isPending}>
          {confirmLabel}
        </Button>
      </Group>
    </Modal>
  );
}
