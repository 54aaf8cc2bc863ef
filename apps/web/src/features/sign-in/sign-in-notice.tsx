import { KeyRound, TriangleAlert } from 'lucide-react';
import { Notice } from '../../components/notice.tsx';
import { toFailure } from '../../components/failure.ts';

/** Why somebody is not signed in, where there is something to say. `error`: what the last try threw. */
export function SignInNotice({ error, hasExpired }: { error: unknown; hasExpired: boolean }) {
  if (!error) {
    return hasExpired ? (
      <Notice icon={KeyRound} tone="warning" title="Your key is no longer valid." role="alert">
        It has expired or was revoked. Sign in with another one.
      </Notice>
    ) : null;
  }
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
