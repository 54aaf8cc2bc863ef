import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { organisationRoute } from './organisation.route.ts';

/** Importing a file. */
export const importRoute = createRoute({
  getParentRoute: () => organisationRoute,
  path: '/import',
  component: lazyRouteComponent(() => import('./import.page.tsx'), 'ImportPage'),
});
