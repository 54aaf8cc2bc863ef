import { useLocalStorage } from '@mantine/hooks';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useEffectEvent, useRef } from 'react';
import { searchFieldAttribute } from '../../components/search-field.tsx';
import { navItems } from './nav-items.ts';

/** Whether the single-key shortcuts are on; people who speak to their computer need them off. */
export interface Shortcuts {
  isOn: boolean;
  setOn: (isOn: boolean) => void;
}

/** How long after `g` its second key counts. */
const sequenceMs = 1_200;

/** `/` to the search, `?` for help, `g` and a letter to a page; never while somebody writes. */
export function useShortcuts({ orgSlug, onHelp }: { orgSlug: string; onHelp: () => void }): Shortcuts {
  const [isOn, setOn] = useLocalStorage({
    key: 'rota.shortcuts',
    defaultValue: true,
    getInitialValueInEffect: false,
  });
  const navigate = useNavigate();
  const lastG = useRef(-Infinity);

  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (!isOn || event.ctrlKey || event.metaKey || event.altKey || isWriting(event.target)) return;
    const isSecond = event.timeStamp - lastG.current < sequenceMs;
    lastG.current = event.key === 'g' ? event.timeStamp : -Infinity;
    const page = isSecond ? navItems.find(({ key }) => key === event.key) : undefined;
    if (page) void navigate({ to: page.to, params: { orgSlug } });
    else if (event.key === '?') onHelp();
    else if (event.key === '/' && focusSearch()) event.preventDefault();
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKey(event);
    window.addEventListener('keydown', listener);
    return () => window.removeEventListener('keydown', listener);
  }, []);

  return { isOn, setOn };
}

function focusSearch(): boolean {
  const field = document.querySelector<HTMLInputElement>(`input[${searchFieldAttribute}]`);
  field?.select();
  field?.focus();
  return field !== null;
}

/** Also in dialogs, where a key must not act on the page behind. */
function isWriting(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    target.closest(
      'input:not([type="radio"], [type="checkbox"]), textarea, select, [contenteditable], [role="dialog"]',
    ) !== null
  );
}
