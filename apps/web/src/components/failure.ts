import { isProblem, type Violation } from '@rota/contracts/client';

/** What went wrong, in the kinds that the screen treats differently. */
export type FailureKind =
  | 'unauthorised'
  | 'forbidden'
  | 'missing'
  | 'invalid'
  | 'busy'
  | 'offline'
  | 'server';

/** A thrown error, made fit to show. */
export interface Failure {
  kind: FailureKind;
  title: string;
  detail: string;
  /** The server's stable code and the id of the request, for a support message; only when the server answered. */
  code?: string;
  requestId?: string;
  /** What is wrong with which part of the request. */
  violations: Violation[];
}

const titles: Record<FailureKind, string> = {
  unauthorised: 'You are signed out',
  forbidden: 'You may not see this',
  missing: 'There is nothing here',
  invalid: 'That did not work',
  busy: 'Rota is busy',
  offline: 'Rota cannot be reached',
  server: 'Something went wrong',
};

/** Reads whatever an SDK call threw. Anything but the server's own problem, aborts included, is `offline`. */
export function toFailure(error: unknown): Failure {
  if (!isProblem(error)) {
    const kind = error instanceof TypeError || error instanceof DOMException ? 'offline' : 'server';
    const detail =
      kind === 'offline'
        ? 'Check your connection. The page goes on by itself when the server answers again.'
        : 'The answer could not be read. Try again in a moment.';
    return { kind, title: titles[kind], detail, violations: [] };
  }
  const kind = kindOf(error.status);
  return {
    kind,
    title: titles[kind],
    detail: error.detail,
    code: error.code,
    requestId: error.requestId,
    violations: error.errors ?? [],
  };
}

function kindOf(status: number): FailureKind {
  if (status === 401) return 'unauthorised';
  if (status === 403) return 'forbidden';
  if (status === 404) return 'missing';
  if (status === 429 || status === 503) return 'busy';
  return status < 500 ? 'invalid' : 'server';
}
