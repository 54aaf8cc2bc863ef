import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { readRecordListSearch } from '../features/records/record-list-search.ts';
import { organisationRoute } from './organisation.route.ts';

/** The contacts; what is searched for is in the address. */
export const contactsRoute = createRoute({
  getParentRoute: () => organisationRoute,
  path: '/contacts',
  validateSearch: readRecordListSearch,
  component: lazyRouteComponent(() => import('./contacts.page.tsx'), 'ContactsPage'),
});

/** One contact, in a drawer over the list. */
export const contactRoute = createRoute({
  getParentRoute: () => contactsRoute,
  path: '/$contactId',
  component: lazyRouteComponent(() => import('./contact.page.tsx'), 'ContactPage'),
});
