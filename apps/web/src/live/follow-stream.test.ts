import {
  createRotaClient,
  streamOrganisationJobEvents,
  type OrganisationJobEvent,
} from '@rota/contracts/client';
import { describe, expect, it } from 'vitest';
import { exampleJob } from '../testing/example-job.ts';
import { followStream } from './follow-stream.ts';
import type { LiveState } from './live-state.ts';

const event: OrganisationJobEvent = { type: 'job.updated', job: exampleJob(1) };
const oneEvent = () => new Response(`event: job.updated\ndata: ${JSON.stringify(event)}\n\n`);
const client = createRotaClient({ baseUrl: 'http://rota.test', auth: 'rota_key' });

/** Follows the SDK's stream over answers that are given one after the other; ends when they are used up. */
async function follow(answers: (() => Response | Promise<Response>)[], hasEnded = () => false) {
  const states: LiveState[] = [];
  const waits: number[] = [];
  const events: unknown[] = [];
  const refusals: number[] = [];
  const following = new AbortController();
  await followStream({
    open: ({ lastEventId: _lastEventId, ...options }) =>
      streamOrganisationJobEvents({ ...options, client, path: { orgId: 'org_01k2v7q0c4e8h9jm3npqrst5vw' } }),
    onEvent: (one) => void events.push(one),
    onState: (state) => void states.push(state),
    hasEnded,
    onRefused: (status) => void refusals.push(status),
    wake: new EventTarget(),
    signal: following.signal,
    backOffMs: (failures) => {
      waits.push(failures);
      if (answers.length === 0) following.abort();
      return 0;
    },
    fetch: async () => {
      const answer = answers.shift();
      if (!answer) throw new TypeError('no more answers');
      return await answer();
    },
  });
  return { states, waits, events, refusals };
}

const offline = () => {
  throw new TypeError('Failed to fetch');
};
const unavailable = () => new Response(null, { status: 503 });

describe('following a stream', () => {
  it('comes back at once when the browser is online again', async () => {
    const wake = new EventTarget();
    const following = new AbortController();
    let opened = 0;
    await followStream({
      open: ({ lastEventId: _lastEventId, ...options }) =>
        streamOrganisationJobEvents({
          ...options,
          client,
          path: { orgId: 'org_01k2v7q0c4e8h9jm3npqrst5vw' },
        }),
      onEvent: () => following.abort(),
      onState: () => undefined,
      hasEnded: () => false,
      wake,
      signal: following.signal,
      backOffMs: () => {
        setTimeout(() => wake.dispatchEvent(new Event('online')));
        return 1_000_000;
      },
      fetch: async () => {
        opened += 1;
        return opened === 1 ? offline() : oneEvent();
      },
    });
    expect(opened).toBe(2);
  });

  it('comes back when the connection breaks off, and waits longer after each failure in a row', async () => {
    const { states, waits, events } = await follow([oneEvent, offline, unavailable, oneEvent]);
    expect(events).toEqual([event, event]);
    expect(waits).toEqual([1, 2, 3, 1]);
    expect(states).toEqual([
      'connecting',
      'live',
      'reconnecting',
      'reconnecting',
      'reconnecting',
      'live',
      'reconnecting',
    ]);
  });

  it('says each time where it was, also when the id came without an event', async () => {
    const following = new AbortController();
    const answers = [new Response('retry: 1000\nid: 7\n\n'), new Response(':\nid: 8\n\n'), oneEvent()];
    const asked: (string | undefined)[] = [];
    await followStream({
      open: ({ lastEventId, ...options }) => {
        asked.push(lastEventId);
        const path = { orgId: 'org_01k2v7q0c4e8h9jm3npqrst5vw' };
        return streamOrganisationJobEvents({ ...options, client, path });
      },
      onEvent: () => following.abort(),
      onState: () => undefined,
      hasEnded: () => false,
      wake: new EventTarget(),
      signal: following.signal,
      backOffMs: () => 0,
      fetch: async () => answers.shift() ?? new Response(null, { status: 503 }),
    });
    expect(asked).toEqual([undefined, '7', '8']);
  });

  it.each([401, 403, 404])('gives up when the server refuses with %i', async (status) => {
    const { states, refusals } = await follow([() => new Response(null, { status }), oneEvent]);
    expect(states).toEqual(['connecting', 'refused']);
    expect(refusals).toEqual([status]);
  });

  it.each([408, 429, 500])('tries again after %i', async (status) => {
    const { events } = await follow([() => new Response(null, { status }), oneEvent]);
    expect(events).toHaveLength(1);
  });

  it('does not come back when everything has been said', async () => {
    const { states, waits } = await follow([oneEvent], () => true);
    expect(states).toEqual(['connecting', 'live', 'ended']);
    expect(waits).toEqual([]);
  });
});
