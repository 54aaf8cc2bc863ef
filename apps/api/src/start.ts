import { createRequire } from 'node:module';

// First of all and by itself: the rest needs a Node that this one may not be.
createRequire(import.meta.url)('./boot.cjs');

const { describeFailure } = await import('./process/describe-failure.ts');
const { runStart } = await import('./start/run-start.ts');

// Whoever read our lines may be gone; there is still something to end in order.
process.stdout.on('error', () => undefined);
try {
  process.exit(await runStart(process.argv.slice(2)));
} catch (error) {
  console.error(`\n${describeFailure(error)}`);
  process.exit(1);
}
