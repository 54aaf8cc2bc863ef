import { expect } from 'vitest';
import type { Database } from '../client.ts';

/** Resolves when a statement of this database waits for another transaction. */
export async function waitForLock({ owner }: { owner: Database }): Promise<void> {
  await expect
    .poll(async () => {
      const { rows } = await owner.execute(
        `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
      );
      return rows.length;
    })
    .toBeGreaterThan(0);
}
