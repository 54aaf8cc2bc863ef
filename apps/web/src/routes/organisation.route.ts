import type { Organisation } from '@rota/contracts/client';
import { listOrganisationsOptions } from '@rota/contracts/client/query';
import { createRoute, lazyRouteComponent, notFound, redirect } from '@tanstack/react-router';
import type { RouterContext } from '../router-context.ts';
import { rootRoute } from './root.route.tsx';

/** Everything of one organisation, inside the shell. Without a key it leads to the sign-in page. */
export const organisationRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/orgs/$orgSlug',
  beforeLoad: async ({ context, params, location }): Promise<{ organisation: Organisation }> => {
    const organisations = await readOrganisations(context, location.href);
    const organisation = organisations.find(({ slug }) => slug === params.orgSlug);
    if (!organisation) throw notFound();
    return { organisation };
  },
  component: lazyRouteComponent(() => import('./organisation.page.tsx'), 'OrganisationPage'),
  notFoundComponent: lazyRouteComponent(() => import('./organisation.page.tsx'), 'OrganisationNotFound'),
});

/** `/orgs/demo` leads to its jobs. */
export const organisationHomeRoute = createRoute({
  getParentRoute: () => organisationRoute,
  path: '/',
  beforeLoad: ({ params }) => {
    throw redirect({ to: '/orgs/$orgSlug/jobs', params, replace: true });
  },
});

/**
 * The organisations that the session's key opens, read once a session. Throws the redirect to the sign-in page, which
 * leads back to `href` afterwards, unless the person signed out.
 */
export async function readOrganisations(
  { client, queryClient, session }: RouterContext,
  href: string,
): Promise<Organisation[]> {
  if (session.apiKey() === undefined) {
    const isBackWanted = href !== '/' && session.signOutReason() !== 'asked';
    throw redirect({ to: '/sign-in', search: isBackWanted ? { redirect: href } : {}, replace: true });
  }
  const page = await queryClient.query({
    ...listOrganisationsOptions({ client }),
    staleTime: 'static',
  });
  return page.data;
}
