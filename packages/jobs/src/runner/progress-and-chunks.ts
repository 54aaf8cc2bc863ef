import type { JobHelpers } from '../registry/job-context.ts';

/** Progress and chunks, for user and system jobs alike. */
export function createJobHelpers(
  signal: AbortSignal,
  writeProgress: (percent: number, message: string | null) => void,
): JobHelpers {
  let highest = 0;
  let lastMessage: string | null = null;
  return {
    updateProgress(percent, message) {
      // NaN clamps to 0.
      highest = Math.max(highest, Math.min(100, Math.floor(percent) || 0));
      lastMessage = message ?? lastMessage;
      writeProgress(highest, lastMessage);
    },
    async forEachChunk<Item>(
      items: AsyncIterable<Item> | Iterable<Item>,
      chunkSize: number,
      work: (chunk: Item[]) => Promise<void>,
    ) {
      let chunk: Item[] = [];
      for await (const item of items) {
        chunk.push(item);
        if (chunk.length < chunkSize) continue;
        signal.throwIfAborted();
        await work(chunk);
        chunk = [];
      }
      signal.throwIfAborted();
      if (chunk.length > 0) await work(chunk);
    },
  };
}
