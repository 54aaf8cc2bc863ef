import { createRootRouteWithContext, useRouter } from '@tanstack/react-router';
import { FailureState } from '../components/failure-state.tsx';
import { NotFoundState } from '../components/not-found-state.tsx';
import classes from './root.module.css';
import type { RouterContext } from '../router-context.ts';

/** What holds everywhere: the page for addresses that lead nowhere, and the one for errors nobody else caught. */
export const rootRoute = createRootRouteWithContext<RouterContext>()({
  notFoundComponent: RootNotFound,
  errorComponent: RootError,
});

function RootNotFound() {
  return (
    <main className={classes['page']}>
      <NotFoundState />
    </main>
  );
}

function RootError({ error }: { error: unknown }) {
  const router = useRouter();
  return (
    <main className={classes['page']}>
      <FailureState error={error} isPage onRetry={() => void router.invalidate()} />
    </main>
  );
}
