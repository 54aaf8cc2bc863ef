/** What every event of the contract has: its name, and the id that `Last-Event-ID` brings back. */
export type StreamEvent = { type: string; id?: string | undefined };

/** What a stream asks while it lasts, and whom it tells when it ends. */
export type EventStreamOptions = {
  /** Whether the credential is still good. A failure to find out is no answer: the stream goes on. */
  isStillAuthorised(): Promise<boolean>;
  /** Aborted when the stream must not go on: the client left, or the process shuts down. */
  signal: AbortSignal;
  /** Called once when the stream has ended, however it did: stops whatever makes its events. */
  onEnd(): void;
  /**
   * Cuts the connection, so that the client sees that the stream did not come to its end, and comes back. A stream that
   * is complete is closed instead, which clients take as the end.
   */
  cutOff(): void;
  onError(error: unknown): void;
  /**
   * The id that stands for all that was sent up to now. Sent before the first event and while nothing happens, without an
   * event, which clients take note of (HTML standard, 9.2.6): a client that was told nothing knows where to go on as well.
   */
  lastEventId?: (() => string) | undefined;
};

/** Proxies drop what is silent for a minute, some for half of one. */
const HEARTBEAT_MS = 15_000;
/** Together with the cache of authentication this is below the 5 s after which a revoked key must be dead. */
const AUTHORISATION_CHECK_MS = 2_500;
/** A client that has read nothing for so many heartbeats is gone, whatever its connection says. */
const UNREAD_HEARTBEATS_MAX = 4;
/** Tells clients how long to wait before they come back, in milliseconds. */
const PREAMBLE = 'retry: 1000\n';

/**
 * Server-sent events (HTML standard, 9.2) of what `events` yields. It is asked for the next event only when the last one
 * is on its way, so that a slow client slows its own stream and buffers nothing here.
 */
export function toEventStream(
  events: AsyncIterable<StreamEvent>,
  options: EventStreamOptions,
): ReadableStream<Uint8Array> {
  const iterator = events[Symbol.asyncIterator]();
  const encoder = new TextEncoder();
  let timers: NodeJS.Timeout[] = [];
  let ended = false;

  function end(): void {
    if (ended) return;
    ended = true;
    timers.forEach((timer) => clearInterval(timer));
    timers = [];
    options.signal.removeEventListener('abort', cutOff);
    options.onEnd();
    // It may be waiting for something that will not come; the signal behind onEnd ends that.
    iterator.return?.().catch(options.onError);
  }

  function cutOff(): void {
    end();
    options.cutOff();
  }

  async function checkAuthorisation(): Promise<void> {
    const authorised = await options.isStillAuthorised().catch(() => true);
    if (!authorised) cutOff();
  }

  function formatPlace(): string {
    return options.lastEventId === undefined ? '' : `id: ${options.lastEventId()}\n`;
  }

  function startHeartbeat(controller: ReadableStreamDefaultController<Uint8Array>): NodeJS.Timeout {
    let unread = 0;
    return setInterval(() => {
      unread = (controller.desiredSize ?? 0) > 0 ? 0 : unread + 1;
      if (unread === 0) controller.enqueue(encoder.encode(`:\n${formatPlace()}\n`));
      if (unread > UNREAD_HEARTBEATS_MAX) cutOff();
    }, HEARTBEAT_MS);
  }

  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        controller.enqueue(encoder.encode(`${PREAMBLE}${formatPlace()}\n`));
        timers.push(startHeartbeat(controller));
        timers.push(setInterval(() => void checkAuthorisation(), AUTHORISATION_CHECK_MS));
        if (options.signal.aborted) cutOff();
        else options.signal.addEventListener('abort', cutOff);
      },
      async pull(controller) {
        try {
          const next = await iterator.next();
          if (ended) return;
          if (next.done === true) {
            end();
            controller.close();
          } else {
            controller.enqueue(encoder.encode(formatEvent(next.value)));
          }
        } catch (error) {
          options.onError(error);
          cutOff();
        }
      },
      cancel: end,
    },
    { highWaterMark: 1 },
  );
}

/** JSON holds no line breaks of its own, so that `data` is one line. */
function formatEvent(event: StreamEvent): string {
  const id = event.id === undefined ? '' : `id: ${event.id}\n`;
  return `event: ${event.type}\n${id}data: ${JSON.stringify(event)}\n\n`;
}
