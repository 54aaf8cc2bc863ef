import { jobTypes, retiredJobTypes, type CatalogueEntry } from '@rota/contracts/server';
import type { RetentionRules } from '@rota/jobs';

/** How long the jobs of types are kept that say so in the contract. */
export function readRetentionByType(): RetentionRules['byType'] {
  const entries = Object.values<CatalogueEntry>({ ...jobTypes, ...retiredJobTypes });
  return new Map(entries.map(({ type, retentionDays }) => [type, retentionDays]));
}
