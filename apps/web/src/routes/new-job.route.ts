import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { organisationRoute } from './organisation.route.ts';

/** The form for a demonstration job. */
export const newJobRoute = createRoute({
  getParentRoute: () => organisationRoute,
  path: '/jobs/new',
  component: lazyRouteComponent(() => import('./new-job.page.tsx'), 'NewJobPage'),
});
