import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { readRecordListSearch } from '../features/records/record-list-search.ts';
import { organisationRoute } from './organisation.route.ts';

/** The accounts; what is searched for is in the address. */
export const accountsRoute = createRoute({
  getParentRoute: () => organisationRoute,
  path: '/accounts',
  validateSearch: readRecordListSearch,
  component: lazyRouteComponent(() => import('./accounts.page.tsx'), 'AccountsPage'),
});

/** One account, in a drawer over the list. */
export const accountRoute = createRoute({
  getParentRoute: () => accountsRoute,
  path: '/$accountId',
  component: lazyRouteComponent(() => import('./account.page.tsx'), 'AccountPage'),
});
