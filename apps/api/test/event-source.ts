import type { JobEvent } from '@rota/contracts/server';

/** One server-sent event. */
export type ReceivedEvent<Data = JobEvent> = { event: string; id: string | null; data: Data };

/** A client of an event stream that reads what it is told to, and no further. */
export type EventSource<Data = JobEvent> = AsyncDisposable & {
  status: number;
  headers: Headers;
  /** The last id that came, with an event or alone: what `Last-Event-ID` would bring back. */
  lastEventId(): string | null;
  /** Resolves when the first id has come. */
  placed: Promise<void>;
  /** The next event; null when the stream has been closed. Rejects when it was cut off. */
  next(): Promise<ReceivedEvent<Data> | null>;
  /** Reads up to and with the first event that is wanted. */
  until(wanted: (event: ReceivedEvent<Data>) => boolean): Promise<ReceivedEvent<Data>[]>;
  /** Leaves, as a client that is closed. */
  close(): void;
};

/** Opens a stream. */
export async function openEventSource<Data = JobEvent>(
  url: string,
  headers: Record<string, string>,
): Promise<EventSource<Data>> {
  const leaving = new AbortController();
  const response = await fetch(url, { headers, signal: leaving.signal });
  const chunks = (response.body ?? new Blob().stream()).pipeThrough(new TextDecoderStream());
  const reader = chunks.getReader();
  let buffered = '';
  let lastEventId: string | null = null;
  const placed = Promise.withResolvers<void>();

  async function next(): Promise<ReceivedEvent<Data> | null> {
    for (;;) {
      const end = buffered.indexOf('\n\n');
      if (end < 0) {
        const { done, value } = await reader.read();
        if (done) return null;
        buffered += value;
        continue;
      }
      const block = buffered.slice(0, end);
      lastEventId = /^id: (.*)$/m.exec(block)?.[1] ?? lastEventId;
      if (lastEventId !== null) placed.resolve();
      const event = parseEvent<Data>(block);
      buffered = buffered.slice(end + 2);
      if (event !== null) return event;
    }
  }

  const close = () => leaving.abort();
  return {
    status: response.status,
    headers: response.headers,
    lastEventId: () => lastEventId,
    placed: placed.promise,
    next,
    async until(wanted) {
      const events: ReceivedEvent<Data>[] = [];
      for (;;) {
        const event = await next();
        if (event === null) throw new Error('the stream was closed before the event that was waited for');
        events.push(event);
        if (wanted(event)) return events;
      }
    },
    close,
    [Symbol.asyncDispose]: async () => close(),
  };
}

/** Null for comments and for what only tells how long to wait. */
function parseEvent<Data>(block: string): ReceivedEvent<Data> | null {
  const fields = new Map(
    block
      .split('\n')
      .filter((line) => !line.startsWith(':'))
      .map((line): [string, string] => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]),
  );
  const data = fields.get('data');
  if (data === undefined) return null;
  return { event: fields.get('event') ?? '', id: fields.get('id') ?? null, data: JSON.parse(data) as Data };
}
