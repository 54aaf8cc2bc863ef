import { createRoute, redirect } from '@tanstack/react-router';
import { readOrganisations } from './organisation.route.ts';
import { rootRoute } from './root.route.tsx';

/** `/` leads to the jobs of the organisation. */
export const homeRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/',
  beforeLoad: async ({ context, location }) => {
    const [organisation] = await readOrganisations(context, location.href);
    if (organisation) throw redirect({ to: '/orgs/$orgSlug/jobs', params: { orgSlug: organisation.slug } });
    throw redirect({ to: '/sign-in' });
  },
});
