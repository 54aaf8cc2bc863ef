import { expect, it } from 'vitest';
import { keyOfFragment } from './key-of-fragment.ts';

it('a sign-in link brings its key in the fragment, with or without the mark', () => {
  expect(keyOfFragment('#key=rota_abc')).toBe('rota_abc');
  expect(keyOfFragment('key=rota_abc&other=1')).toBe('rota_abc');
});

it('a fragment without a key brings none', () => {
  expect(keyOfFragment('')).toBeUndefined();
  expect(keyOfFragment('#key=')).toBeUndefined();
  expect(keyOfFragment('#main')).toBeUndefined();
});
