import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { createOutageLog, type OutageLog } from './outage-log.ts';

const away = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
const lines: [message: string, fields: Record<string, unknown>][] = [];
let log: OutageLog;

beforeEach(() => {
  vi.useFakeTimers();
  lines.length = 0;
  const write = (fields: Record<string, unknown>, message: string) => lines.push([message, fields]);
  log = createOutageLog({ debug: () => undefined, info: write, warn: write, error: write }, () => Date.now());
});
afterEach(() => vi.useRealTimers());

const messages = () => lines.map(([message]) => message);

test('an outage of a minute is a line when it begins, one every 30 s with a count, and one when it is over', () => {
  for (let halfSecond = 0; halfSecond < 121; halfSecond += 1) {
    log.logger.error({ err: away }, 'fetching jobs failed');
    vi.advanceTimersByTime(500);
  }
  log.answered();
  vi.advanceTimersByTime(1_000);
  expect(messages()).toEqual([
    'the database does not answer',
    'the database still does not answer',
    'the database still does not answer',
    'the database answers again',
  ]);
  expect(lines[0]?.[1]).toMatchObject({ err: away, what: 'fetching jobs failed' });
  expect(lines[1]?.[1]).toEqual({ reason: away.message, failures: 61, durationMs: 30_000 });
  expect(lines[3]?.[1]).toMatchObject({ failures: 121 });
});

test('connections that break one after another, while others are made, are one outage', () => {
  for (let broken = 0; broken < 8; broken += 1) {
    log.logger.warn({ err: away }, 'a database connection broke');
    log.answered();
    vi.advanceTimersByTime(100);
  }
  vi.advanceTimersByTime(1_000);
  expect(messages()).toEqual(['the database does not answer', 'the database answers again']);
});

test('what has another reason is told as it is, also during an outage', () => {
  log.logger.error({ err: away }, 'fetching jobs failed');
  const mistake = new TypeError('x is not a function');
  log.logger.error({ err: mistake }, 'fetching jobs failed');
  log.logger.warn({ jobs: 1 }, 'jobs without a message were given a new one');
  expect(lines.slice(1)).toEqual([
    ['fetching jobs failed', { err: mistake }],
    ['jobs without a message were given a new one', { jobs: 1 }],
  ]);
});
