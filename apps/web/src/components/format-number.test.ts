import { describe, expect, it } from 'vitest';
import { formatBytes, formatCount } from './format-number.ts';

describe('a size', () => {
  it.each([
    [0, '0 B'],
    [999, '999 B'],
    [1_000, '1.00 kB'],
    [4_812_331, '4.81 MB'],
    [20_913_004, '20.9 MB'],
    [123_456_789, '123 MB'],
    [5_000_000_000_000_000, '5000 TB'],
  ])('of %i bytes is written with three digits: %s', (bytes, text) => {
    expect(formatBytes(bytes)).toBe(text);
  });
});

it('counts are written with separators', () => {
  expect(formatCount(48_200, 'en')).toBe('48,200');
});
