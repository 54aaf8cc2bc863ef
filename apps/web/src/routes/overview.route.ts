import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { isTimeRange, startOfRange, type TimeRange } from '../components/time-ranges.ts';
import { oneText } from '../components/search-params.ts';
import { organisationRoute } from './organisation.route.ts';

const defaultRange: TimeRange = '24h';

/** How the organisation's work goes; the period is the address. */
export const overviewRoute = createRoute({
  getParentRoute: () => organisationRoute,
  path: '/overview',
  validateSearch: (search: Record<string, unknown>): { range?: TimeRange | undefined } => {
    const range = oneText(search['range']);
    return { range: range !== undefined && isTimeRange(range) ? range : undefined };
  },
  loaderDeps: ({ search }) => search,
  // A time that stands still: one that moved with the clock would be another question each second.
  loader: ({ deps: { range = defaultRange } }) => ({ range, from: startOfRange(range, Date.now()) }),
  component: lazyRouteComponent(() => import('./overview.page.tsx'), 'OverviewPage'),
});
