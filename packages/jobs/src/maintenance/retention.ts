import type { EndedJobStatus } from '@rota/db';

/** How many days a job is kept after its end, by how it ended. Fractions are allowed; 0 lets it go at once. */
export type Retention = Readonly<Record<EndedJobStatus, number>>;

/** What holds for most jobs, and for types that say otherwise. */
export type RetentionRules = {
  general: Retention;
  /** By job type; what a type leaves out is the general rule's. */
  byType: ReadonlyMap<string, Partial<Retention>>;
};

/** One rule as the statements read it. `type` is null for the general one of a status. */
export type RetentionRow = { type: string | null; status: string; days: number };

/** The rules as rows, the general ones among them. */
export function toRetentionRows({ general, byType }: RetentionRules): RetentionRow[] {
  const rowsOf = (type: string | null, days: Partial<Retention>) =>
    Object.entries(days).map(([status, value]) => ({ type, status, days: value }));
  return [...rowsOf(null, general), ...[...byType].flatMap(([type, days]) => rowsOf(type, days))];
}
