import { createRequire } from 'node:module';

// First of all and by itself: the rest needs a Node that this one may not be.
createRequire(import.meta.url)('./boot.cjs');

const { describeFailure } = await import('./process/describe-failure.ts');
const { runMigrate } = await import('./start/run-migrate.ts');

try {
  await runMigrate();
} catch (error) {
  console.error(describeFailure(error));
  process.exitCode = 1;
}
