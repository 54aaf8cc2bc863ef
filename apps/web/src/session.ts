/** Who is signed in, in this browser. */
export interface Session {
  /** The key that requests go out with; undefined while nobody is signed in. */
  apiKey: () => string | undefined;
  /** Keeps a key that has been checked. Tabs of this browser share it. */
  signIn: (apiKey: string) => void;
  /** Forgets the key. `expired`: it was the server that no longer takes it. */
  signOut: (reason?: SignOutReason) => void;
  /** Why the last session ended, for the sign-in page to say. */
  signOutReason: () => SignOutReason | undefined;
  /** Holds a key that came by link until the sign-in page has checked it; undefined lets it go. */
  offer: (apiKey: string | undefined) => void;
  offeredKey: () => string | undefined;
  /** Calls back after each change, also after one in another tab. Returns what stops it. */
  subscribe: (onChange: () => void) => () => void;
}

/** `asked`: by the person at the screen. */
type SignOutReason = 'asked' | 'expired';

const storageKey = 'rota.api-key';

/** A session kept in `storage`; where the browser refuses to store, it lasts as long as the page. */
export function createSession({ window }: { window: Window }): Session {
  const listeners = new Set<() => void>();
  const storage = readableStorage(window);
  let apiKey = storage?.getItem(storageKey) ?? undefined;
  let reason: SignOutReason | undefined;
  let offered: string | undefined;

  const change = (nextKey: string | undefined, nextReason: SignOutReason | undefined) => {
    apiKey = nextKey;
    reason = nextReason;
    for (const listener of listeners) listener();
  };

  window.addEventListener('storage', (event) => {
    const isOurs = event.storageArea === storage && (event.key === storageKey || event.key === null);
    if (isOurs && event.newValue !== (apiKey ?? null)) change(event.newValue ?? undefined, undefined);
  });

  return {
    apiKey: () => apiKey,
    signIn: (nextKey) => {
      storage?.setItem(storageKey, nextKey);
      offered = undefined;
      change(nextKey, undefined);
    },
    signOut: (nextReason = 'asked') => {
      storage?.removeItem(storageKey);
      change(undefined, nextReason);
    },
    signOutReason: () => reason,
    offer: (nextOffered) => {
      offered = nextOffered;
    },
    offeredKey: () => offered,
    subscribe: (onChange) => {
      listeners.add(onChange);
      return () => listeners.delete(onChange);
    },
  };
}

/** Browsers set to block storage throw at its mere mention. */
function readableStorage(window: Window): Storage | undefined {
  try {
    return window.localStorage;
  } catch {
    return undefined;
  }
}
