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

test('changes of jobs tell their batch as well, once for all of them', async () => {
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
  notifier.changed([
    { orgId: 'o', jobId: 'a', batchId: 'batch' },
    { orgId: 'o', jobId: 'b', batchId: 'batch' },
    { orgId: 'o', jobId: 'c', batchId: null },
  ]);
  await notifier.close();
  const told = ['a', 'batch', 'b', 'c'].map((id) => ['o', id]);
  expect(sent).toEqual([[JSON.stringify(told)]]);
});
