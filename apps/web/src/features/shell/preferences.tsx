import { SegmentedControl, UnstyledButton, useMantineColorScheme, VisuallyHidden } from '@mantine/core';
import { Keyboard, LogOut, Monitor, Moon, Sun, type LucideIcon } from 'lucide-react';
import classes from './preferences.module.css';

const schemes: { value: 'auto' | 'light' | 'dark'; label: string; icon: LucideIcon }[] = [
  { value: 'auto', label: 'As the system', icon: Monitor },
  { value: 'light', label: 'Light', icon: Sun },
  { value: 'dark', label: 'Dark', icon: Moon },
];

/** What belongs to the person and the browser: colours, shortcuts, signing out. */
export function Preferences({ onHelp, onSignOut }: { onHelp: () => void; onSignOut: () => void }) {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <div className={classes['preferences']}>
      <UnstyledButton className={classes['item']} onClick={onHelp}>
        <Keyboard size={16} aria-hidden />
        Keyboard shortcuts
      </UnstyledButton>
      <UnstyledButton className={classes['item']} onClick={onSignOut}>
        <LogOut size={16} aria-hidden />
        Sign out
      </UnstyledButton>
      <SegmentedControl
        aria-label="Colours"
        size="xs"
        fullWidth
        value={colorScheme}
        onChange={setColorScheme}
        data={schemes.map(({ value, label, icon: Icon }) => ({
          value,
          label: (
            <span className={classes['scheme']} title={label}>
              <Icon size={15} aria-hidden />
              <VisuallyHidden>{label}</VisuallyHidden>
            </span>
          ),
        }))}
      />
    </div>
  );
}
