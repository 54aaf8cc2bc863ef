import { BrandMark } from '../../components/brand-mark.tsx';
import { KeyForm } from './key-form.tsx';
import { KeyHelp } from './key-help.tsx';
import classes from './sign-in-form.module.css';
import { SignInNotice } from './sign-in-notice.tsx';

interface SignInFormProps {
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
  return (
    <main className={classes['page']}>
      <title>Sign in · Rota</title>
      <div className={classes['card']}>
        <div className={classes['brand']}>
          <BrandMark size={36} />
          <h1 className={classes['title']}>Sign in to Rota</h1>
          <p className={classes['lead']}>Jobs and schedules of your organisation, as they happen.</p>
        </div>
        <SignInNotice error={error} hasExpired={hasExpired} />
        <KeyForm isPending={isPending} onSubmit={onSubmit}>
          {isPending && isByLink ? 'Signing in by your link…' : ''}
        </KeyForm>
        <KeyHelp />
      </div>
    </main>
  );
}
