import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { readJobListSearch, toJobFilter } from '../features/job-list/job-list-search.ts';
import { organisationRoute } from './organisation.route.ts';

/** The list of jobs; its filters are the address. */
export const jobsRoute = createRoute({
  getParentRoute: () => organisationRoute,
  path: '/jobs',
  validateSearch: readJobListSearch,
  loaderDeps: ({ search }) => search,
  // "The last hour" becomes a time here: it must not move with the clock, or the list would read itself anew.
  loader: ({ deps }) => ({ filter: toJobFilter(deps, Date.now()) }),
  component: lazyRouteComponent(() => import('./jobs.page.tsx'), 'JobsPage'),
});
