import type { Pool } from 'pg';

import { canSeeAllSessions, findHealthWarnings, type HealthWarning } from './database-health.ts';
import { createPruner, type Pruner } from './prune.ts';
import type { RetentionRules } from './retention.ts';
import { analyzeStaleTables, type AnalyzeReport } from './analyze-stale-tables.ts';

/** What keeps the engine's tables small and the database quick. For system jobs. */
export type JobMaintenance = Pruner & {
  /** Takes the planner's statistics anew where they are old. */
  analyzeStaleTables(run: { signal: AbortSignal }): Promise<AnalyzeReport>;
  /** What somebody should look at. `seesAll`: the transactions of every login were looked at, not the engine's own only. */
  checkHealth(): Promise<{ warnings: HealthWarning[]; seesAll: boolean }>;
};

/** The maintenance on the engine's pool. */
export function createJobMaintenance(deps: {
  pool: Pool;
  retention: RetentionRules;
  /** Monotonic. */
  nowMs(): number;
}): JobMaintenance {
  const { pool } = deps;
  return {
    ...createPruner(deps),
    analyzeStaleTables: ({ signal }) => analyzeStaleTables(pool, signal),
    checkHealth: async () => ({
      warnings: await findHealthWarnings(pool),
      seesAll: await canSeeAllSessions(pool),
    }),
  };
}
