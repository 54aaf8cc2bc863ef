import { getRouteApi, Outlet, useRouterState } from '@tanstack/react-router';
import { NotFoundState } from '../components/not-found-state.tsx';
import { Shell } from '../features/shell/shell.tsx';

const route = getRouteApi('/orgs/$orgSlug');

/** The shell around the pages of an organisation. */
export function OrganisationPage() {
  const { organisation, session } = route.useRouteContext();
  // The page, not what lies open on it: a drawer with one account has an address of its own.
  const page = useRouterState({ select: ({ matches }) => matches[2]?.pathname ?? '' });
  return (
    <Shell organisation={organisation} page={page} onSignOut={() => session.signOut()}>
      <Outlet />
    </Shell>
  );
}

/** An address inside the organisation that leads nowhere. */
export function OrganisationNotFound() {
  return <NotFoundState />;
}
