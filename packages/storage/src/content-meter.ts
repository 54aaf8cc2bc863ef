import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { StorageLimitError } from './storage-errors.ts';
import type { PutOptions, StoredContent } from './storage.ts';

/** Content on its way, measured as it passes. */
export interface ContentMeter {
  /** The same bytes. Fails with {@link StorageLimitError} at the first byte over the limit. */
  stream: Readable;
  /** What has passed; call it once, when the stream has ended. */
  measure(): StoredContent;
}

/**
 * Counts and hashes a stream chunk by chunk. Destroys the source when the reader gives up or the limit is
 * passed; fails when the source was destroyed before its end, so a broken upload is never taken for a short one.
 */
export function createContentMeter(source: Readable, { maxBytes = Infinity }: PutOptions): ContentMeter {
  const hash = createHash('sha256');
  let sizeBytes = 0;

  async function* meter(): AsyncGenerator<Buffer> {
    for await (const chunk of source as AsyncIterable<Buffer | string>) {
      const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
      sizeBytes += bytes.length;
      if (sizeBytes > maxBytes) throw new StorageLimitError(maxBytes);
      hash.update(bytes);
      yield bytes;
    }
  }

  // An upload may break before the first read; without a listener that would end the process. The loop above
  // meets the same error when it gets there.
  source.on('error', () => {});

  return {
    // One chunk in hand, not the 16 of object mode: an upload of many streams must not add up.
    stream: Readable.from(meter(), { highWaterMark: 1 }),
    measure: () => ({ sizeBytes, sha256: hash.digest('hex') }),
  };
}
