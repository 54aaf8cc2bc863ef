import { createHash } from 'node:crypto';
import { readdirSync, statSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createDiskStorage } from './index.ts';

const MIB = 1024 * 1024;
const CONTENT_MIB = 100;
/** What may be on its way at any time: a few chunks in a few buffers, whatever the size of the whole. */
const IN_HAND_MAX = 4 * MIB;

let root: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'rota-storage-'));
});

afterEach(() => rm(root, { recursive: true }));

function bytesOnDisk(): number {
  const names = readdirSync(join(root, 'tmp'));
  return names.reduce((total, name) => total + statSync(join(root, 'tmp', name)).size, 0);
}

test('100 MB pass through in both directions with at most 4 MB in hand', async () => {
  const storage = createDiskStorage({ root });
  const hash = createHash('sha256');
  let inHandPeak = 0;

  function* produce(): Generator<Buffer> {
    for (let chunk = 0; chunk < CONTENT_MIB * 4; chunk += 1) {
      if (chunk > 0) inHandPeak = Math.max(inHandPeak, chunk * (MIB / 4) - bytesOnDisk());
      const bytes = Buffer.alloc(MIB / 4, chunk);
      hash.update(bytes);
      yield bytes;
    }
  }

  const stored = await storage.put('large', Readable.from(produce()));
  expect(stored).toEqual({ sizeBytes: CONTENT_MIB * MIB, sha256: hash.digest('hex') });
  expect(inHandPeak).toBeGreaterThan(0);
  expect(inHandPeak).toBeLessThan(IN_HAND_MAX);

  const readHash = createHash('sha256');
  const stream = await storage.getStream('large');
  for await (const bytes of stream as AsyncIterable<Buffer>) {
    expect(stream.readableLength).toBeLessThan(IN_HAND_MAX);
    readHash.update(bytes);
  }
  expect(readHash.digest('hex')).toBe(stored.sha256);
});
