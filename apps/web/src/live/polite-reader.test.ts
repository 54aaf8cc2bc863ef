import { expect, it } from 'vitest';
import { createPoliteReader } from './polite-reader.ts';

it('a polite reader makes of many calls one read now and one afterwards, never two at once', async () => {
  const reads: PromiseWithResolvers<void>[] = [];
  const second = Promise.withResolvers<void>();
  const reader = createPoliteReader(async () => {
    const read = Promise.withResolvers<void>();
    reads.push(read);
    if (reads.length === 2) second.resolve();
    await read.promise;
  }, 0);
  for (let call = 0; call < 5; call += 1) reader.readSoon();
  expect(reads).toHaveLength(1);
  reads[0]?.resolve();
  await second.promise;
  reader.readSoon();
  expect(reads).toHaveLength(2);
  reader.close();
  reads[1]?.resolve();
});
