import { useMutation } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useEffect, useEffectEvent } from 'react';
import { organisationsOf } from '../api-client.ts';
import { SignInForm } from '../features/sign-in/sign-in-form.tsx';

const route = getRouteApi('/sign-in');

/** Checks a key with the server and keeps it; the route then leads on. */
export function SignInPage() {
  const { session } = route.useRouteContext();
  const offered = session.offeredKey();
  const signIn = useMutation({
    mutationFn: organisationsOf,
    meta: { ownCredential: true },
    onSuccess: (_organisations, apiKey) => session.signIn(apiKey),
    onSettled: () => session.offer(undefined),
  });
  const signInByLink = useEffectEvent((apiKey: string) => signIn.mutate(apiKey));
  useEffect(() => {
    if (offered !== undefined) signInByLink(offered);
  }, [offered]);

  return (
    <SignInForm
      isPending={signIn.isPending || signIn.isSuccess}
      isByLink={offered !== undefined}
      error={signIn.error}
      hasExpired={session.signOutReason() === 'expired'}
      onSubmit={(apiKey) => signIn.mutate(apiKey)}
    />
  );
}
