import { workers, type Database } from '@rota/db';
import { desc, sql } from 'drizzle-orm';

import { isLiving } from '../living-workers.ts';

/** A worker as it was last heard of. */
export type ListedWorker = typeof workers.$inferSelect & {
  isAlive: boolean;
  /** Its place in the list: later ones come first. Unique, and without spaces. */
  key: string;
};

/** What a list of workers is narrowed by, and which part of it is asked for. */
export type WorkerListRequest = {
  isAlive?: boolean | undefined;
  page: { limit: number; after: string | null };
};

const isAlive = sql<boolean>`(${sql.raw(isLiving('workers'))})`;
/** Microseconds, since rows are ordered by them, and the id beyond. */
const key = sql<string>`to_char(${workers.startedAt} at time zone 'UTC', 'YYYYMMDDHH24MISSUS') || '/' || ${workers.id}`;

/** The workers, the last started first; one more than `page.limit`. For operators. */
export function listWorkers(
  db: Database,
  { isAlive: wanted, page }: WorkerListRequest,
): Promise<ListedWorker[]> {
  const after = page.after === null ? sql`true` : sql`${key} collate "C" < ${page.after}`;
  return db
    .select({
      id: workers.id,
      host: workers.host,
      region: workers.region,
      pid: workers.pid,
      version: workers.version,
      roles: workers.roles,
      queues: workers.queues,
      slots: workers.slots,
      slotsInUse: workers.slotsInUse,
      startedAt: workers.startedAt,
      lastSeenAt: workers.lastSeenAt,
      isAlive,
      key,
    })
    .from(workers)
    .where(wanted === undefined ? after : sql`${after} and ${isAlive} = ${wanted}`)
    .orderBy(desc(sql`${key} collate "C"`))
    .limit(page.limit + 1);
}

/** Who lives, and whether somebody has just died. */
export type WorkersAlive = {
  /** The last started first, up to 100. */
  ids: string[];
  /** One fell silent within the last minute, and did not end in order. */
  hasVanished: boolean;
};

const IDS_MAX = 100;
const VANISHED_SECONDS = 60;

/** Which workers live. For operators. */
export async function findLivingWorkers(db: Database): Promise<WorkersAlive> {
  const { rows } = await db.execute<WorkersAlive>(sql`
    SELECT
      (coalesce(array_agg(id ORDER BY started_at DESC, id) FILTER (WHERE ${isAlive}), '{}'))[1:${sql.raw(String(IDS_MAX))}] AS ids,
      coalesce(bool_or(NOT ${isAlive} AND last_seen_at > now() - interval '${sql.raw(String(VANISHED_SECONDS))} seconds'), false)
        AS "hasVanished"
    FROM workers`);
  return rows[0] ?? { ids: [], hasVanished: false };
}
