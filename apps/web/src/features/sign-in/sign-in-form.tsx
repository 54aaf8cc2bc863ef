import { Button, Code, PasswordInput } from '@mantine/core';
import { KeyRound, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { BrandMark } from '../../components/brand-mark.tsx';
import { Notice } from '../../components/notice.tsx';
import { toFailure } from '../../failure.ts';
import classes from './sign-in-form.module.css';

/** What the form is told. */
export interface SignInFormProps {
  isPending: boolean;
  /** A link brought the key; the form only shows that it is being checked. */
  isByLink: boolean;
  /** What the last try threw. */
  error: unknown;
  /** The server stopped taking the key of the last session. */
  hasExpired: boolean;
  onSubmit: (apiKey: string) => void;
}

/** Asks for an API key. */
export function SignInForm({ isPending, isByLink, error, hasExpired, onSubmit }: SignInFormProps) {
  const [apiKey, setApiKey] = useState('');
  const [isEmpty, setIsEmpty] = useState(false);
  return (
    <main className={classes['page']}>
      <title>Sign in · Rota</title>
      <div className={classes['card']}>
        <div className={classes['brand']}>
          <BrandMark size={36} />
          <h1 className={classes['title']}>Sign in to Rota</h1>
          <p className={classes['lead']}>Jobs and schedules of your organisation, as they happen.</p>
        </div>
        {!error && hasExpired && (
          <Notice icon={KeyRound} tone="warning" title="Your key is no longer valid." role="alert">
            It has expired or was revoked. Sign in with another one.
          </Notice>
        )}
        {error ? <WhyNot error={error} /> : null}
        <form
          className={classes['form']}
          onSubmit={(event) => {
            event.preventDefault();
            setIsEmpty(apiKey.trim() === '');
            if (apiKey.trim() !== '') onSubmit(apiKey.trim());
          }}
        >
          <PasswordInput
            label="API key"
            placeholder="rota_…"
            name="api-key"
            size="md"
            autoComplete="off"
            spellCheck={false}
            value={apiKey}
            error={isEmpty && 'Enter the key; it begins with rota_.'}
            classNames={{ innerInput: classes['key'] ?? '' }}
            visibilityToggleButtonProps={{ 'aria-label': 'Show or hide the key' }}
            onChange={(event) => {
              setApiKey(event.currentTarget.value);
              setIsEmpty(false);
            }}
          />
          <Button type="submit" size="md" fullWidth loading={isPending}>
            Sign in
          </Button>
          <span role="status" className={classes['status']}>
            {isPending && isByLink ? 'Signing in by your link…' : ''}
          </span>
        </form>
        <div className={classes['help']}>
          <h2>Where is my key?</h2>
          <ul>
            <li>
              On your own machine: when Rota starts, it prints a link that signs you in. The key is also in{' '}
              <Code>demo.json</Code> in the data folder.
            </li>
            <li>
              Elsewhere: whoever runs Rota for your organisation can give you one. It begins with{' '}
              <Code>rota_</Code>.
            </li>
            <li>It is kept in this browser only, until you sign out.</li>
          </ul>
        </div>
      </div>
    </main>
  );
}

function WhyNot({ error }: { error: unknown }) {
  const failure = toFailure(error);
  if (failure.kind === 'unauthorised') {
    return (
      <Notice icon={TriangleAlert} tone="negative" title="This key is not valid." role="alert">
        Check that it was copied whole. A key that was revoked or has expired does not work any more.
      </Notice>
    );
  }
  return (
    <Notice icon={TriangleAlert} tone="negative" title={failure.title} role="alert">
      {failure.detail}
    </Notice>
  );
}
