import { describe, expect, test } from 'vitest';

import { fromEventId, readSnapshot, toEventId, toReadingOrder } from './stream-position.ts';

const at = (text: string, atSeconds = 1_000) => ({ atSeconds, ...readSnapshot(text) });
const now = at('900:1000:', 4_000);

describe('the id of an event', () => {
  test.each(['42:42:', '40:42:40', '40:50:40,44,49'])('brings back the snapshot %s', (snapshot) => {
    const position = at(snapshot);
    expect(fromEventId(toEventId(position), now)).toEqual(position);
  });

  test('is good for an hour and not longer', () => {
    const id = toEventId(at('42:42:', 1_000));
    expect(fromEventId(id, at('42:42:', 4_600))).not.toBeNull();
    expect(fromEventId(id, at('42:42:', 4_601))).toBeNull();
  });

  test('of a database that is further than this one is not known', () => {
    expect(fromEventId(toEventId(at('1000:1000:')), now)).not.toBeNull();
    expect(fromEventId(toEventId(at('1001:1001:')), now)).toBeNull();
  });

  test.each(['', '0', '4711', '1.', '.1', '1.2.x', '1..2', `1.${'9'.repeat(21)}`])(
    '%j is none of ours',
    (id) => {
      expect(fromEventId(id, now)).toBeNull();
    },
  );

  test('fits into a header with a thousand transactions open: the oldest stands for them', () => {
    const open = Array.from({ length: 1_000 }, (_, index) => 100n + BigInt(index) * 2n);
    const id = toEventId({ atSeconds: 1_000, next: 9_000n, open });
    expect(fromEventId(id, at('1:10000:'))).toEqual({ atSeconds: 1_000, next: 100n, open: [] });
  });
});

test('a reading comes after one that saw less, whichever transactions ended in between', () => {
  const readings = ['40:42:40,41', '41:42:41', '41:44:41', '44:44:', '44:45:44', '45:45:'];
  const orders = readings.map((text) => toReadingOrder(readSnapshot(text)));
  expect(orders).toEqual(orders.toSorted((a, b) => (a < b ? -1 : 1)));
  expect(orders[0]).toBeLessThan(orders[1] ?? 0n);
  expect(orders[1]).toBeLessThan(orders[2] ?? 0n);
});
