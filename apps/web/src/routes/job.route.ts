import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { readJobTab, type JobTab } from '../features/job-detail/job-tab.ts';
import { organisationRoute } from './organisation.route.ts';

/** One job; the open tab is in the address once somebody chose it. */
export const jobRoute = createRoute({
  getParentRoute: () => organisationRoute,
  path: '/jobs/$jobId',
  validateSearch: (search: Record<string, unknown>): { tab?: JobTab | undefined } => ({
    tab: readJobTab(search['tab']),
  }),
  component: lazyRouteComponent(() => import('./job.page.tsx'), 'JobPage'),
});
