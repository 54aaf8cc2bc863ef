import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { keyOfFragment } from '../features/sign-in/key-of-fragment.ts';
import { oneText } from '../components/search-params.ts';
import { rootRoute } from './root.route.tsx';

/** Where to go after signing in: an address of this console. */
export interface SignInSearch {
  redirect?: string | undefined;
}

/**
 * The sign-in page. `/sign-in#key=rota_…` signs in by itself: the fragment never leaves the browser, and is taken out
 * of the address and the history before anything else happens.
 */
export const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in',
  validateSearch: (search: Record<string, unknown>): SignInSearch => {
    const target = oneText(search['redirect']);
    // `//elsewhere.example` and `/\elsewhere.example` are other sites to a browser.
    // Undefined is said: what a reader does not name, the router keeps as it came.
    return { redirect: target !== undefined && /^\/(?![/\\])/.test(target) ? target : undefined };
  },
  beforeLoad: ({ context: { session }, location, search }) => {
    const offered = keyOfFragment(location.hash);
    if (offered !== undefined) {
      session.offer(offered);
      throw redirect({ to: '/sign-in', search, hash: '', replace: true });
    }
    const isDone = session.apiKey() !== undefined && session.offeredKey() === undefined;
    if (isDone) throw redirect({ href: search.redirect ?? '/', replace: true });
  },
  component: lazyRouteComponent(() => import('./sign-in.page.tsx'), 'SignInPage'),
});
