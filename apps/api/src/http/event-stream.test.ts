import { text } from 'node:stream/consumers';

import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

import { toEventStream, type StreamEvent } from './event-stream.ts';

const MINUTE_MS = 60_000;

/** A stream of events that the test hands in, and what became of it. */
function createFixture(events: AsyncIterable<StreamEvent>, lastEventId?: () => string) {
  const closing = new AbortController();
  const seen = { ended: 0, cutOff: 0, errors: [] as unknown[], isAuthorised: true };
  const stream = toEventStream(events, {
    isStillAuthorised: async () => seen.isAuthorised,
    signal: closing.signal,
    onEnd: () => (seen.ended += 1),
    cutOff: () => (seen.cutOff += 1),
    onError: (error) => seen.errors.push(error),
    lastEventId,
  });
  return { stream, seen, closing };
}

async function* sequence(count: number, onAsked = () => {}): AsyncGenerator<StreamEvent> {
  for (let i = 1; i <= count; i += 1) {
    onAsked();
    yield { type: 'counted', id: String(i) };
  }
}

async function* never(): AsyncGenerator<StreamEvent> {
  await new Promise(() => undefined);
  yield { type: 'never' };
}

/** Reads what is there without waiting for more. */
function drain(stream: ReadableStream<Uint8Array>) {
  const reader = stream.getReader();
  const chunks: string[] = [];
  const read = async (): Promise<void> => {
    const { done, value } = await reader.read();
    if (done) return;
    chunks.push(Buffer.from(value).toString());
    return read();
  };
  void read();
  return { chunks, reader };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('an event stream', () => {
  test('writes each event with name, id and data, and closes after the last', async () => {
    const { stream, seen } = createFixture(sequence(2));
    expect(await text(stream)).toBe(
      'retry: 1000\n\n' +
        'event: counted\nid: 1\ndata: {"type":"counted","id":"1"}\n\n' +
        'event: counted\nid: 2\ndata: {"type":"counted","id":"2"}\n\n',
    );
    expect(seen).toMatchObject({ ended: 1, cutOff: 0, errors: [] });
  });

  test('asks for no more events than its client reads', async () => {
    let asked = 0;
    const { stream } = createFixture(sequence(1_000, () => (asked += 1)));
    const reader = stream.getReader();
    await reader.read();
    await reader.read();
    await vi.advanceTimersByTimeAsync(10);
    expect(asked).toBeLessThanOrEqual(3);
  });

  test('sends a comment every 15 s while nothing happens', async () => {
    const { stream } = createFixture(never());
    const { chunks } = drain(stream);
    await vi.advanceTimersByTimeAsync(MINUTE_MS);
    expect(chunks).toEqual(['retry: 1000\n\n', ':\n\n', ':\n\n', ':\n\n', ':\n\n']);
  });

  test('says where it stands before its first event and while nothing happens', async () => {
    let place = 1;
    const { stream } = createFixture(never(), () => String(place));
    const { chunks } = drain(stream);
    place = 2;
    await vi.advanceTimersByTimeAsync(15_000);
    expect(chunks).toEqual(['retry: 1000\nid: 1\n\n', ':\nid: 2\n\n']);
  });

  test('is cut off within 2.5 s of its credential being no longer good', async () => {
    const { stream, seen } = createFixture(never());
    drain(stream);
    await vi.advanceTimersByTimeAsync(MINUTE_MS);
    expect(seen.cutOff).toBe(0);
    seen.isAuthorised = false;
    await vi.advanceTimersByTimeAsync(2_500);
    expect(seen).toMatchObject({ cutOff: 1, ended: 1 });
  });

  test('is cut off at a shutdown', () => {
    const { stream, seen, closing } = createFixture(never());
    drain(stream);
    closing.abort();
    expect(seen).toMatchObject({ cutOff: 1, ended: 1 });
  });

  test('is cut off when its events fail, because it did not come to its end', async () => {
    async function* failing(): AsyncGenerator<StreamEvent> {
      yield { type: 'counted' };
      throw new Error('the database is away');
    }
    const { stream, seen } = createFixture(failing());
    drain(stream);
    await vi.advanceTimersByTimeAsync(10);
    expect(seen).toMatchObject({ cutOff: 1, ended: 1, errors: [new Error('the database is away')] });
  });

  test('is cut off when its client has not read for over a minute', async () => {
    const { seen } = createFixture(sequence(1_000));
    await vi.advanceTimersByTimeAsync(MINUTE_MS + 15_000);
    expect(seen).toMatchObject({ cutOff: 1, ended: 1 });
  });

  test('stops its events and its timers when the client leaves', async () => {
    const { stream, seen } = createFixture(never());
    const { reader } = drain(stream);
    await reader.cancel();
    expect(seen).toMatchObject({ ended: 1, cutOff: 0 });
    expect(vi.getTimerCount()).toBe(0);
  });
});
