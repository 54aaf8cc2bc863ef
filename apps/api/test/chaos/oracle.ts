import { decodeId } from '@rota/db';
import { jobMoves } from '@rota/jobs';

import type { ChaosQuery } from './chaos-query.ts';
import type { HandlerLog } from './handler-log.ts';
import type { AcknowledgedJob } from './load.ts';

/** What is counted at the end of a run. Each of the counts has to be 0; times are seconds. */
export type Counts = {
  /** Jobs that the API answered for and that are not there, or have not ended. */
  lost: number;
  /** Requests that made more than one job. */
  madeTwice: number;
  /** Moves that the table of the engine does not have. */
  illegalMoves: number;
  /** Claims of the same run of the same job beyond the first, and handler calls beyond the claims of their job. */
  doubleClaims: number;
  /** Completed jobs whose effects are there more than once, or not at all. */
  wrongEffects: number;
  /** Rows that carry another organisation than their job, and work that saw rows of others. */
  foreignRows: number;
  /** Rows without their message, and messages without a row, after quiet. */
  unpaired: number;
  /** Writes of runs that had lost their job. */
  staleWrites: number;
  /** Jobs that failed although nothing in them does. */
  wrongFailures: number;
};

/** The rest that a run is judged by. */
export type Figures = {
  jobs: number;
  /** Runs that were written down as lost. */
  secondRuns: number;
  /** The longest from a shot to the next claim of what it left; null when it left nothing. */
  rescueSeconds: number | null;
  /** Milliseconds since 1970 of the last end; null when nothing ended. */
  lastEndAt: number | null;
};

/** Of jobs, and of messages that the queue would still deliver. */
export const UNPAIRED = `
  SELECT (SELECT count(*) FROM jobs j
          WHERE j.status IN ('pending', 'processing') AND j.parked_reason IS NULL AND j.type <> 'batch'
            AND NOT EXISTS (SELECT FROM pgboss.job m WHERE m.name = j.queue AND m.id = j.message_id AND m.state < 'completed'))::int
       + (SELECT count(*) FROM pgboss.job m
          WHERE m.state < 'completed' AND m.data ? 'jobId'
            AND NOT EXISTS (SELECT FROM jobs j WHERE j.message_id = m.id AND j.status IN ('pending', 'processing')))::int AS count`;

const LOST = `
  SELECT count(*)::int AS count FROM unnest($1::uuid[], $2::uuid[]) AS told (id, org_id)
  WHERE NOT EXISTS (SELECT FROM jobs j WHERE j.id = told.id AND j.org_id = told.org_id AND j.finished_at IS NOT NULL)`;
const MADE_TWICE = `
  SELECT coalesce(sum(n - 1), 0)::int AS count
  FROM (SELECT count(*) AS n FROM jobs WHERE type = 'demo:run' GROUP BY input -> 'result' ->> 'number') AS made`;
const MOVES = `
  SELECT was, became, count(*)::int AS count FROM chaos.moves
  WHERE was IS NOT NULL GROUP BY was, became`;
const DOUBLE_CLAIMS = `
  SELECT (SELECT count(*) FROM chaos.moves WHERE run <> run_was AND run <> run_was + 1)::int
       + (SELECT coalesce(sum(n - 1), 0) FROM
           (SELECT count(*) AS n FROM chaos.moves WHERE run = run_was + 1 GROUP BY job_id, run) AS claimed)::int
       + (SELECT coalesce(sum(n - 1), 0) FROM (SELECT count(*) AS n FROM job_runs GROUP BY job_id, run) AS ended)::int AS count`;
const CALLS = `
  SELECT count(*)::int AS count FROM unnest($1::uuid[], $2::int[]) AS called (id, calls)
  JOIN jobs j ON j.id = called.id WHERE called.calls > j.run`;
const WRONG_EFFECTS = `
  SELECT count(*)::int AS count
  FROM unnest($1::uuid[], $2::text[]) AS told (id, public_id)
  JOIN jobs j ON j.id = told.id
  LEFT JOIN LATERAL (SELECT count(*) AS n FROM chaos.effects e WHERE e.job_id = told.public_id) AS done ON true
  WHERE done.n <> CASE WHEN j.status = 'completed' AND j.input -> 'result' ->> 'effects' = 'true' THEN 1 ELSE 0 END`;
const FOREIGN_ROWS = `
  SELECT (SELECT count(*) FROM job_runs r JOIN jobs j ON j.id = r.job_id WHERE r.org_id <> j.org_id)::int
       + (SELECT count(*) FROM job_logs l JOIN jobs j ON j.id = l.job_id WHERE l.org_id <> j.org_id)::int
       + (SELECT count(*) FROM job_events e JOIN jobs j ON j.id = ANY (e.job_ids) WHERE e.org_id <> j.org_id)::int
       + (SELECT count(*) FROM chaos.effects WHERE accounts_seen <> 1)::int AS count`;
/**
 * One that has lost its worker three times in a row, the third time alone, is rightly taken for a killer. Jobs that are
 * told to kill, or to overrun their time, are their scenario's to judge.
 */
const WRONG_FAILURES = `
  SELECT count(*)::int AS count FROM jobs j
  WHERE j.status <> 'completed' AND j.finished_at IS NOT NULL AND NOT j.input ?| '{exitAtStep,ignoreSignal}' AND NOT (
    j.status = 'failed' AND j.error ->> 'code' = 'worker_lost'
    AND (SELECT count(*) FROM job_runs r WHERE r.job_id = j.id AND r.outcome = 'lost') >= 3)`;
const FIGURES = `
  SELECT (SELECT count(*) FROM jobs)::int AS jobs,
    (SELECT count(*) FROM job_runs WHERE outcome = 'lost')::int AS "secondRuns",
    (SELECT extract(epoch FROM max(finished_at)) * 1000 FROM jobs)::float8 AS "lastEndAt",
    (SELECT max(extract(epoch FROM next.at - h.at)) FROM chaos.held h
     CROSS JOIN LATERAL (SELECT min(m.at) AS at FROM chaos.moves m WHERE m.job_id = h.job_id AND m.run_was = h.run
       AND (m.run > h.run OR m.became <> 'processing')) AS next)::float8 AS "rescueSeconds"`;

type Evidence = { acknowledged: readonly AcknowledgedJob[]; handlers: HandlerLog };

/** Counts all of it, in the database of the run. Call it after quiet. */
export async function consultOracle(
  query: ChaosQuery,
  { acknowledged, handlers }: Evidence,
): Promise<Counts & Figures> {
  const uuids = acknowledged.map(({ id }) => toUuid(id));
  const count = async (text: string, values: unknown[] = []) =>
    (await query<{ count: number }>(text, values))[0]?.count ?? 0;
  const calls = [...handlers.callsOf];
  const [figures] = await query<Figures>(FIGURES);
  if (figures === undefined) throw new Error('there are no figures');
  return {
    ...figures,
    lost: await count(LOST, [uuids, acknowledged.map(({ orgUuid }) => orgUuid)]),
    madeTwice: await count(MADE_TWICE),
    illegalMoves: await countIllegalMoves(query),
    doubleClaims:
      (await count(DOUBLE_CLAIMS)) +
      (await count(CALLS, [calls.map(([id]) => toUuid(id)), calls.map(([, n]) => n)])) +
      handlers.besideItself,
    wrongEffects: await count(WRONG_EFFECTS, [uuids, acknowledged.map(({ id }) => id)]),
    foreignRows: await count(FOREIGN_ROWS),
    unpaired: await count(UNPAIRED),
    staleWrites: await count('SELECT count(*)::int AS count FROM chaos.stale'),
    wrongFailures: await count(WRONG_FAILURES),
  };
}

function toUuid(jobId: string): string {
  const uuid = decodeId('job', jobId);
  if (uuid === null) throw new Error(`${jobId} is no id of a job`);
  return uuid;
}

/** Judged by the very table that the engine's statements are compiled against. */
async function countIllegalMoves(query: ChaosQuery): Promise<number> {
  const moves = await query<{ was: keyof typeof jobMoves; became: string; count: number }>(MOVES);
  return moves
    .filter(({ was, became }) => !jobMoves[was].some((status) => status === became))
    .reduce((sum, { count }) => sum + count, 0);
}
