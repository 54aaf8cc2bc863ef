import { createRequire } from 'node:module';

// First of all and by itself: the rest needs a Node that this one may not be.
createRequire(import.meta.url)('./boot.cjs');

const { ensureSmallHeap } = await import('./process/small-heap.ts');
ensureSmallHeap();

const { runProcess } = await import('./process/run-process.ts');
await runProcess();
