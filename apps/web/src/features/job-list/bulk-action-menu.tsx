import { Button, Menu } from '@mantine/core';
import type { JobAction } from '@rota/contracts/client';
import { Ban, Check, ListTodo, RotateCw, type LucideIcon } from 'lucide-react';
import { bulkActionNames, bulkActions } from './bulk-actions.ts';

const icons: Record<JobAction, LucideIcon> = { cancel: Ban, retry: RotateCw, resolve: Check };

/** What can be done to all jobs that the list is about, also those further down. */
export function BulkActionMenu({ onAsk }: { onAsk: (action: JobAction) => void }) {
  return (
    <Menu position="bottom-end" width={250} withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <Button variant="default" leftSection={<ListTodo size={15} aria-hidden />}>
          Act on all
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {bulkActionNames.map((action) => {
          const Icon = icons[action];
          return (
            <Menu.Item
              key={action}
              leftSection={<Icon size={15} aria-hidden />}
              onClick={() => onAsk(action)}
            >
              {bulkActions[action].title}…
            </Menu.Item>
          );
        })}
      </Menu.Dropdown>
    </Menu>
  );
}
