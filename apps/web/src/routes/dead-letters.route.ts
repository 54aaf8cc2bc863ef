import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { oneText } from '../components/search-params.ts';
import { organisationRoute } from './organisation.route.ts';

/** The groups of dead letters; one of them alone where the address names it. */
export const deadLettersRoute = createRoute({
  getParentRoute: () => organisationRoute,
  path: '/dead-letters',
  validateSearch: (search: Record<string, unknown>): { fingerprint?: string | undefined } => ({
    fingerprint: oneText(search['fingerprint']),
  }),
  component: lazyRouteComponent(() => import('./dead-letters.page.tsx'), 'DeadLettersPage'),
});
