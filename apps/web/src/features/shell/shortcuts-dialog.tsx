import { Kbd, Modal, Switch, Text } from '@mantine/core';
import { navItems } from './nav-items.ts';
import classes from './shortcuts-dialog.module.css';
import type { Shortcuts } from './use-shortcuts.ts';

const general = [
  { keys: ['/'], what: 'Search on this page' },
  { keys: ['?'], what: 'Show this list' },
  { keys: ['Esc'], what: 'Close what is open' },
];

/** The list of keyboard shortcuts, and the switch that turns the single-key ones off. */
export function ShortcutsDialog({
  isOpen,
  onClose,
  shortcuts,
}: {
  isOpen: boolean;
  onClose: () => void;
  shortcuts: Shortcuts;
}) {
  const pages = navItems.map(({ key, label }) => ({
    keys: ['g', key],
    what: `Go to ${label.toLowerCase()}`,
  }));
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={<Text fw={600}>Keyboard shortcuts</Text>}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <dl className={classes['list']}>
        {[...general, ...pages].map(({ keys, what }) => (
          <div key={what} className={classes['shortcut']}>
            <dt>{what}</dt>
            <dd>
              {keys.map((key) => (
                <Kbd key={key}>{key}</Kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
      <Switch
        mt="md"
        size="sm"
        label="Single-key shortcuts"
        description="Turn off if you control the computer by voice."
        checked={shortcuts.isOn}
        onChange={(event) => shortcuts.setOn(event.currentTarget.checked)}
      />
    </Modal>
  );
}
