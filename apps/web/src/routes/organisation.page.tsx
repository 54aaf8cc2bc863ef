import { getRouteApi, Outlet, useRouterState } from '@tanstack/react-router';
import { NotFoundState } from '../components/not-found-state.tsx';
import { PausedBanner } from '../features/shell/paused-banner.tsx';
import { Shell } from '../features/shell/shell.tsx';
import { useOrganisationPause } from './use-organisation-pause.ts';

const route = getRouteApi('/orgs/$orgSlug');

/** The shell around the pages of an organisation. */
export function OrganisationPage() {
  const { client, organisation, session } = route.useRouteContext();
  const { isPaused, isResuming, resume } = useOrganisationPause({ client, orgId: organisation.id });
  // The page, not what lies open on it: a drawer with one account has an address of its own.
  const page = useRouterState({ select: ({ matches }) => matches[2]?.pathname ?? '' });
  return (
    <Shell
      organisation={organisation}
      page={page}
      banner={isPaused && <PausedBanner isResuming={isResuming} onResume={resume} />}
      onSignOut={() => session.signOut()}
    >
      <Outlet />
    </Shell>
  );
}

/** An address inside the organisation that leads nowhere. */
export function OrganisationNotFound() {
  return <NotFoundState />;
}
