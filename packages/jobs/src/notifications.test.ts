import { expect, test } from 'vitest';

import { createNotifier } from './notifications.ts';

test('a wake is sent, whenever it comes while another one is on its way', async () => {
  // The other one has been sent after some turns of the microtask queue: try each.
  for (let turns = 0; turns < 12; turns += 1) {
    const sent: unknown[] = [];
    const notifier = createNotifier(
      {
        owner: 'engine',
        async executeSql(_text, values) {
          sent.push(values?.[1]);
          return { rows: [] };
        },
      },
      (error) => expect.fail(error.message),
    );
    notifier.wake('first');
    for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
    notifier.wake('second');
    await notifier.close();
    expect(sent).toEqual([['first'], ['second']]);
  }
});
