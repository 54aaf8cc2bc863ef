import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { organisationRoute } from './organisation.route.ts';

/** The catalogue of job types. */
export const jobTypesRoute = createRoute({
  getParentRoute: () => organisationRoute,
  path: '/job-types',
  component: lazyRouteComponent(() => import('./job-types.page.tsx'), 'JobTypesPage'),
});
