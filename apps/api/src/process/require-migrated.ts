import { pendingMigrations } from '@rota/db';

import { StartError } from './start-error.ts';

/**
 * Processes do not migrate: that is a step of its own, done once. A database that is newer than this process is let be,
 * since old and new processes live beside each other while a new version is rolled out.
 *
 * @param url the owner's
 * @throws StartError when migrations of this version are missing
 */
export async function requireMigrated(url: string): Promise<void> {
  const pending = await pendingMigrations(url);
  if (pending.length === 0) return;
  throw new StartError(
    `The database lacks migrations of this version (${pending.join(', ')}): run \`pnpm db:migrate\`, or start with \`pnpm start\`, which does it first.`,
  );
}
