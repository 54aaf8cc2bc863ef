import { describe, expect, test } from 'vitest';

import { AppError } from '../../../errors/app-error.ts';
import { createJobChangeHub } from './job-change-hub.ts';

const LONG_MS = 60_000;
const still = new AbortController().signal;
const payload = (...changes: [orgId: string, jobId: string][]) => JSON.stringify(changes);

describe('who watches a job', () => {
  test('is woken by its change', async () => {
    const hub = createJobChangeHub();
    const watch = hub.watchJob('job');
    const woken = watch.next({ withinMs: LONG_MS, signal: still });
    hub.receive(payload(['org', 'other'], ['org', 'job']));
    await expect(woken).resolves.toBeUndefined();
    watch.close();
  });

  test('does not miss a change that came before it waited', async () => {
    const hub = createJobChangeHub();
    const watch = hub.watchJob('job');
    hub.receive(payload(['org', 'job']));
    await expect(watch.next({ withinMs: LONG_MS, signal: still })).resolves.toBeUndefined();
    watch.close();
  });

  test('is woken once by changes that came together', async () => {
    const hub = createJobChangeHub();
    const watch = hub.watchJob('job');
    hub.receive(payload(['org', 'job'], ['org', 'job']));
    await watch.next({ withinMs: LONG_MS, signal: still });
    const startedAt = performance.now();
    await watch.next({ withinMs: 30, signal: still });
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(25);
  });

  test('is woken when notifications may have been missed, and when it is to stop', async () => {
    const hub = createJobChangeHub();
    const watch = hub.watchJob('job');
    const resynced = watch.next({ withinMs: LONG_MS, signal: still });
    hub.resync();
    await expect(resynced).resolves.toBeUndefined();
    const leaving = new AbortController();
    const stopped = watch.next({ withinMs: LONG_MS, signal: leaving.signal });
    leaving.abort();
    await expect(stopped).resolves.toBeUndefined();
    await watch.next({ withinMs: LONG_MS, signal: leaving.signal });
    watch.close();
  });
});

describe('who watches an organisation', () => {
  test('is woken by its jobs, once for those that changed together, and by no others', () => {
    const hub = createJobChangeHub();
    let woken = 0;
    const stop = hub.watchOrganisation('org', () => (woken += 1));
    hub.receive(payload(['org', 'a'], ['other', 'b'], ['org', 'c']));
    expect(woken).toBe(1);
    hub.receive(payload(['other', 'b']));
    expect(woken).toBe(1);
    hub.resync();
    expect(woken).toBe(2);
    stop();
    hub.receive(payload(['org', 'd']));
    expect(woken).toBe(2);
  });
});

test('watchers are bounded; one that leaves makes room, once', () => {
  const hub = createJobChangeHub({ watchersMax: 2 });
  const first = hub.watchJob('a');
  hub.watchOrganisation('org', () => undefined);
  expect(() => hub.watchJob('b')).toThrow(AppError);
  first.close();
  first.close();
  hub.watchJob('b');
  expect(() => hub.watchJob('c')).toThrow(AppError);
});

test('a payload that is none of ours is an error, not a change', () => {
  expect(() => createJobChangeHub().receive('{}')).toThrow(Error);
});
