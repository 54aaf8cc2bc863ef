import { expect, test } from 'vitest';

import { createSystemTokenReader } from './system-tokens.ts';

const operator = 'operator-0123456789-abcdefghijklmnop';
const worker = 'worker-0123456789-abcdefghijklmnopqr';

test('a token opens what it is for, and one that differs in a character or in length opens nothing', () => {
  const reader = createSystemTokenReader({ operator, worker });
  expect(reader.read(operator)).toEqual({ kind: 'operator' });
  expect(reader.read(worker)).toEqual({ kind: 'worker' });
  for (const wrong of [
    '',
    operator.slice(1),
    `${operator}x`,
    operator.toUpperCase(),
    `x${worker.slice(1)}`,
  ]) {
    expect(reader.read(wrong)).toBeNull();
  }
});

test('without tokens nothing is opened, by the empty one neither', () => {
  const reader = createSystemTokenReader({ operator: null, worker: null });
  expect([operator, '', 'null'].map((token) => reader.read(token))).toEqual([null, null, null]);
});
