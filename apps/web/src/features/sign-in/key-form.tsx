import { Button, PasswordInput } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import classes from './key-form.module.css';

/** The field for a key and its button. `children` is read out when it changes. */
export function KeyForm({
  isPending,
  onSubmit,
  children,
}: {
  isPending: boolean;
  /** The key without white space around it, never empty. */
  onSubmit: (apiKey: string) => void;
  children: ReactNode;
}) {
  const [apiKey, setApiKey] = useState('');
  const [isEmpty, setIsEmpty] = useState(false);
  const submit = () => {
    setIsEmpty(apiKey.trim() === '');
    if (apiKey.trim() !== '') onSubmit(apiKey.trim());
  };
  return (
    <form
      className={classes['form']}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <KeyField
        value={apiKey}
        error={isEmpty && 'Enter the key; it begins with rota_.'}
        onChange={(next) => {
          setApiKey(next);
          setIsEmpty(false);
        }}
      />
      <Button type="submit" size="md" fullWidth loading={isPending}>
        Sign in
      </Button>
      <span role="status" className={classes['status']}>
        {children}
      </span>
    </form>
  );
}

function KeyField({
  value,
  error,
  onChange,
}: {
  value: string;
  error: ReactNode;
  onChange: (value: string) => void;
}) {
  return (
    <PasswordInput
      label="API key"
      placeholder="rota_…"
      name="api-key"
      size="md"
      autoComplete="off"
      spellCheck={false}
      value={value}
      error={error}
      classNames={{ innerInput: classes['key'] ?? '' }}
      visibilityToggleButtonProps={{ 'aria-label': 'Show or hide the key' }}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
