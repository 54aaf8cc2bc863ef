import { describe, expect, it } from 'vitest';
import { formatDuration, formatRelative, formatSpan } from './format-time.ts';

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

describe('a duration', () => {
  it.each([
    [-5, '0 ms'],
    [999, '999 ms'],
    [1_000, '1 s'],
    [12_480, '12.4 s'],
    [59_999, '59.9 s'],
    [minute, '1 min 00 s'],
    [200 * second, '3 min 20 s'],
    [hour - 1, '59 min 59 s'],
    [hour + 4 * minute, '1 h 04 min'],
    [2 * day + 3 * hour, '2 d 3 h'],
  ])('of %i ms is written in at most two units: %s', (ms, text) => {
    expect(formatDuration(ms)).toBe(text);
  });

  it('that was set is written without idle zeros', () => {
    expect(formatSpan(3_600)).toBe('1 h');
    expect(formatSpan(600)).toBe('10 min');
    expect(formatSpan(90)).toBe('1 min 30 s');
    expect(formatSpan(86_400)).toBe('1 d');
  });
});

describe('a time beside now', () => {
  const now = Date.parse('2026-03-14T12:00:00Z');
  it.each([
    [now, 'just now'],
    [now + 1_500, 'in a moment'],
    [now - 59 * second, '59 s ago'],
    [now - minute, '1 min ago'],
    [now + 5 * hour, 'in 5 h'],
    [now - 7 * day, '7 d ago'],
    [now - 8 * day, '6 Mar'],
    [Date.parse('2025-03-14T12:00:00Z'), '14 Mar 2025'],
  ])('is written in one unit, beyond a week as its date', (at, text) => {
    expect(formatRelative(at, { now, locale: 'en-GB' })).toBe(text);
  });
});
