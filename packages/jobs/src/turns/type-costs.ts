import type { Pool } from 'pg';

import { onConnection } from '../engine-transaction.ts';

const WRITE_MS = 3_000;
/** What one run weighs in the average: the last 20 or so count. */
const RUN_WEIGHT = 0.05;

/** Many runs move the average as far as they would have one by one. */
const LEARN = `
  INSERT INTO job_type_costs AS c (type, average_ms)
  SELECT s.type, s.mean_ms FROM unnest($1::text[], $2::float8[], $3::int[]) AS s (type, mean_ms, runs) ORDER BY s.type
  ON CONFLICT (type) DO UPDATE SET updated_at = now(), average_ms = c.average_ms + (excluded.average_ms - c.average_ms) * (
    SELECT 1 - power(1 - ${RUN_WEIGHT}, s.runs) FROM unnest($1::text[], $3::int[]) AS s (type, runs) WHERE s.type = c.type)`;

/** What the runs of each type usually take. */
export type TypeCosts = {
  /** A run of the type came to an end of its own. */
  sample(type: string, durationMs: number): void;
  /** Writes what is not written yet. */
  close(): Promise<void>;
};

/** Learns from the runs of this process what jobs cost their organisation in the line; one statement every 3 s. */
export function createTypeCosts(deps: { pool: Pool; onError(error: unknown): void }): TypeCosts {
  const samples = new Map<string, { runs: number; totalMs: number }>();
  let timer: NodeJS.Timeout | undefined;
  let writing: Promise<void> = Promise.resolve();

  async function write(): Promise<void> {
    timer = undefined;
    const entries = [...samples];
    samples.clear();
    if (entries.length === 0) return;
    await onConnection(deps.pool)
      .executeSql(LEARN, [
        entries.map(([type]) => type),
        entries.map(([, { runs, totalMs }]) => totalMs / runs),
        entries.map(([, { runs }]) => runs),
      ])
      .catch(deps.onError);
  }

  const writeNext = () => (writing = writing.then(write));
  return {
    sample(type, durationMs) {
      const sum = samples.get(type) ?? { runs: 0, totalMs: 0 };
      samples.set(type, { runs: sum.runs + 1, totalMs: sum.totalMs + durationMs });
      timer ??= setTimeout(() => void writeNext(), WRITE_MS);
    },
    async close() {
      clearTimeout(timer);
      await writeNext();
    },
  };
}
