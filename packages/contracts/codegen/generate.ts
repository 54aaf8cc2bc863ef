/** `pnpm generate`, and with `--check`: says which committed files are not what the specification makes of them. */
import { join } from 'node:path';
import { generateContract } from './generate-contract.ts';
import { findStaleFiles } from './stale-files.ts';

const packageDirectory = join(import.meta.dirname, '..');

if (process.argv.includes('--check')) {
  const stale = await findStaleFiles(packageDirectory);
  if (stale.length > 0) {
    console.error(`Not what the specification makes of them (run pnpm generate):\n  ${stale.join('\n  ')}`);
    process.exitCode = 1;
  }
} else {
  await generateContract(packageDirectory);
}
