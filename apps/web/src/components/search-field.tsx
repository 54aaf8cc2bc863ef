import { ActionIcon, Kbd, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { Search, X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import classes from './search-field.module.css';

const pauseMs = 250;

/** The attribute by which the `/` shortcut finds the page's search. */
export const searchFieldAttribute = 'data-search-field';

/** What a search field is told. */
interface SearchFieldProps {
  label: string;
  placeholder: string;
  /** What the address says. */
  value: string;
  /** After a pause in typing, at Enter, and when it is cleared. */
  onSearch: (text: string) => void;
}

/** A search field whose text follows the address, so that Back works. `/` brings the keyboard here. */
export function SearchField({ label, placeholder, value, onSearch }: SearchFieldProps) {
  const [text, setText] = useState(value);
  const input = useRef<HTMLInputElement>(null);
  const searchSoon = useDebouncedCallback(onSearch, pauseMs);
  useEffect(() => {
    // While somebody types, the address is behind the field and must not overwrite it.
    if (document.activeElement !== input.current) setText(value);
  }, [value]);

  const searchNow = (next: string) => {
    searchSoon.cancel();
    setText(next);
    onSearch(next);
  };
  return (
    <TextInput
      ref={input}
      className={classes['field']}
      type="search"
      role="searchbox"
      aria-label={label}
      placeholder={placeholder}
      value={text}
      autoComplete="off"
      spellCheck={false}
      leftSection={<Search size={15} aria-hidden />}
      rightSection={<End isEmpty={text === ''} onClear={() => searchNow('')} />}
      onChange={(event) => {
        setText(event.currentTarget.value);
        searchSoon(event.currentTarget.value);
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter') searchNow(text);
        if (event.key === 'Escape') input.current?.blur();
      }}
      {...{ [searchFieldAttribute]: true }}
    />
  );
}

function End({ isEmpty, onClear }: { isEmpty: boolean; onClear: () => void }) {
  return isEmpty ? (
    <Kbd size="xs" className={classes['key']} aria-hidden>
      /
    </Kbd>
  ) : (
    <ActionIcon size="sm" aria-label="Clear search" onClick={onClear}>
      <X size={14} aria-hidden />
    </ActionIcon>
  );
}
