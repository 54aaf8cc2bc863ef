import { expect, it } from 'vitest';
import { fromLocalInput, toLocalInput } from './local-time.ts';

it('a time goes through the field and comes back to the minute', () => {
  expect(fromLocalInput(toLocalInput('2026-03-14T09:30:42.000Z'))).toBe('2026-03-14T09:30:00.000Z');
});

it('an empty field is no time', () => {
  expect(toLocalInput(undefined)).toBe('');
  expect(fromLocalInput('')).toBeUndefined();
});
