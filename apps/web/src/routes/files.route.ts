import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { organisationRoute } from './organisation.route.ts';

/** The organisation's files. */
export const filesRoute = createRoute({
  getParentRoute: () => organisationRoute,
  path: '/files',
  component: lazyRouteComponent(() => import('./files.page.tsx'), 'FilesPage'),
});
