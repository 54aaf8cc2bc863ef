import { createRouter } from '@tanstack/react-router';
import type { RouterContext } from './router-context.ts';
import { accountRoute, accountsRoute } from './routes/accounts.route.ts';
import { contactRoute, contactsRoute } from './routes/contacts.route.ts';
import { deadLettersRoute } from './routes/dead-letters.route.ts';
import { filesRoute } from './routes/files.route.ts';
import { homeRoute } from './routes/home.route.ts';
import { importRoute } from './routes/import.route.ts';
import { jobRoute } from './routes/job.route.ts';
import { jobsRoute } from './routes/jobs.route.ts';
import { jobTypesRoute } from './routes/job-types.route.ts';
import { newJobRoute } from './routes/new-job.route.ts';
import { organisationHomeRoute, organisationRoute } from './routes/organisation.route.ts';
import { overviewRoute } from './routes/overview.route.ts';
import { rootRoute } from './routes/root.route.tsx';
import { signInRoute } from './routes/sign-in.route.ts';
import { parseSearch, stringifySearch } from './components/search-params.ts';

const routeTree = rootRoute.addChildren([
  homeRoute,
  signInRoute,
  organisationRoute.addChildren([
    organisationHomeRoute,
    overviewRoute,
    jobsRoute,
    newJobRoute,
    jobRoute,
    deadLettersRoute,
    jobTypesRoute,
    importRoute,
    accountsRoute.addChildren([accountRoute]),
    contactsRoute.addChildren([contactRoute]),
    filesRoute,
  ]),
]);

/** The console's addresses. Pages are loaded when they are first needed, or when a link to them is pointed at. */
export function createConsoleRouter(context: RouterContext) {
  return createRouter({
    routeTree,
    context,
    parseSearch,
    stringifySearch,
    defaultPreload: 'intent',
    defaultPreloadStaleTime: 0,
    scrollRestoration: true,
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createConsoleRouter>;
  }
}
