import type { RotaClientOptions } from '@rota/contracts/client';
import type { LiveState } from './live-state.ts';

/** What a stream of the SDK is opened with. The SDK's own retries are off: it never forgets a failure. */
interface OpenStreamOptions {
  signal: AbortSignal;
  fetch: NonNullable<RotaClientOptions['fetch']>;
  onSseEvent: (event: { id?: string }) => void;
  sseMaxRetryAttempts: 1;
}

/** What is followed, and who is told. */
export interface FollowStreamOptions<Event> {
  /** Opens the stream by the SDK, afresh at each call. */
  open: (
    options: OpenStreamOptions & {
      /** The last id that came, with an event or alone; undefined at first. */
      lastEventId: string | undefined;
    },
  ) => Promise<{ stream: AsyncIterable<Event> }>;
  onEvent: (event: Event) => void;
  onState: (state: LiveState) => void;
  /** Asked when the server closes the stream: was that the end, or did it break off? */
  hasEnded: () => boolean;
  /** Called when the server refuses, with the HTTP status. */
  onRefused?: (status: number) => void;
  /** Its `online` events end a wait early: the window. */
  wake: EventTarget;
  /** Ends the following. */
  signal: AbortSignal;
  /** Stands in for the browser's `fetch`. */
  fetch?: NonNullable<RotaClientOptions['fetch']>;
  /** The wait before trying again, by the number of failures in a row. */
  backOffMs?: (failures: number) => number;
}

/** The server sends comments in between; a connection silent for this long is dead, whatever TCP thinks. */
const silenceMs = 60_000;
const firstBackOffMs = 500;
const lastBackOffMs = 30_000;

/** Follows a stream of server-sent events until it has ended, is refused or `signal` aborts; reconnects in between. */
export async function followStream<Event>(options: FollowStreamOptions<Event>): Promise<void> {
  const { onState, hasEnded, signal, backOffMs = jitteredBackOffMs } = options;
  let failures = 0;
  let lastEventId: string | undefined;
  onState('connecting');
  while (!signal.aborted) {
    const connection = await readOnce(options, lastEventId);
    lastEventId = connection.lastEventId;
    if (signal.aborted) return;
    if (connection.refusal !== undefined) {
      onState('refused');
      options.onRefused?.(connection.refusal);
      return;
    }
    if (hasEnded()) {
      onState('ended');
      return;
    }
    onState('reconnecting');
    failures = connection.wasOpen ? 1 : failures + 1;
    await pause(backOffMs(failures), options);
  }
}

/** Reads one connection to its end. What breaks it is no error here: the caller tries again. */
async function readOnce<Event>(
  {
    open,
    onEvent,
    onState,
    signal,
    fetch = (request) => globalThis.fetch(request),
  }: FollowStreamOptions<Event>,
  lastEventId: string | undefined,
): Promise<{ wasOpen: boolean; refusal?: number; lastEventId: string | undefined }> {
  const connection = new AbortController();
  const silence = createAlarm(silenceMs, () => connection.abort());
  let wasOpen = false;
  let refusal: number | undefined;
  let reachedId = lastEventId;
  try {
    const { stream } = await open({
      signal: AbortSignal.any([signal, connection.signal]),
      sseMaxRetryAttempts: 1,
      lastEventId,
      onSseEvent: ({ id }) => {
        silence.reset();
        reachedId = id ?? reachedId;
      },
      fetch: async (request) => {
        const response = await fetch(request);
        if (response.ok) {
          wasOpen = true;
          onState('live');
        } else if (isFinal(response.status)) refusal = response.status;
        return response;
      },
    });
    for await (const event of stream) onEvent(event);
  } catch (error) {
    // Network failures end here; a bug in `onEvent` must not: it would look like a bad connection.
    if (!(error instanceof TypeError || error instanceof DOMException)) throw error;
  } finally {
    silence.clear();
    connection.abort();
  }
  return { wasOpen, lastEventId: reachedId, ...(refusal !== undefined && { refusal }) };
}

/** Asking again would not help: not signed in, not allowed, not there. */
function isFinal(status: number): boolean {
  return status >= 400 && status < 500 && status !== 408 && status !== 429;
}

function jitteredBackOffMs(failures: number): number {
  const fullMs = Math.min(lastBackOffMs, firstBackOffMs * 2 ** (failures - 1));
  return fullMs * (0.5 + Math.random() / 2);
}

/** Waits; a browser that comes back online, or `signal`, ends it early. */
async function pause(
  ms: number,
  { wake, signal }: { wake: EventTarget; signal: AbortSignal },
): Promise<void> {
  await new Promise<void>((resolve) => {
    const done = () => {
      clearTimeout(timer);
      wake.removeEventListener('online', done);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    wake.addEventListener('online', done);
    signal.addEventListener('abort', done);
  });
}

function createAlarm(ms: number, onAlarm: () => void) {
  let timer = setTimeout(onAlarm, ms);
  return {
    reset: () => {
      clearTimeout(timer);
      timer = setTimeout(onAlarm, ms);
    },
    clear: () => clearTimeout(timer),
  };
}
