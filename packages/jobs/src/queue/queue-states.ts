import { QUEUE_SCHEMA } from '@rota/db';
import type { Pool } from 'pg';

import { onConnection } from '../engine-transaction.ts';
import type { JobHandlerRegistry } from '../registry/registry.ts';
import { isLiving, servesQueue } from '../living-workers.ts';
import { toJobType } from '../registry/queue-name.ts';
import { queueOf, STRANDED_PREFIX, type UserQueue } from '../registry/user-queues.ts';

/** A queue of user jobs as it stands. */
export type QueueState = Omit<UserQueue, 'hot'> & {
  /** Messages that could be fetched now, counted up to {@link WAITING_MAX} + 1, which stands for more. */
  waiting: number;
  /** Of the first {@link WAITING_MAX} of the line, when the oldest was put there; null when none waits. */
  oldestWaitingAt: Date | null;
  /** Messages in the hands of workers. */
  inHand: number;
  /** Jobs of it that the living workers can run at once. */
  capacity: number;
  /** The living workers that serve it, the last started first, up to 100. */
  servedBy: string[];
};

/** A queue that is there, and the name under which workers serve it; null: nobody that is known here does. */
export type KnownQueue = Omit<UserQueue, 'hot'> & { servedAs: string | null };

/** Waiting messages are counted up to here. */
export const WAITING_MAX = 10_000;
const SERVED_BY_MAX = 100;
/** Of jobs put aside there is a queue for each type that some worker did not know: few. */
const STRANDED_MAX = 1_000;

const FIND_STRANDED = `
  SELECT name FROM ${QUEUE_SCHEMA}.queue WHERE starts_with(name, '${STRANDED_PREFIX}') ORDER BY name LIMIT ${STRANDED_MAX}`;

const CAN_BE_FETCHED = `m.name = q.name AND m.state < 'active' AND NOT m.blocked AND m.start_after <= now()`;

/** Of each queue `$1`, served as `$2`, of whose jobs one worker runs `$3` at most. Costs no more the longer a line is. */
const READ_STATES = `
  SELECT q.name, line.waiting, line.oldest AS "oldestWaitingAt", held.messages AS "inHand", served.slots AS capacity,
    served.by AS "servedBy"
  FROM unnest($1::text[], $2::text[], $3::int[]) WITH ORDINALITY AS q (name, served_as, concurrency, place)
  CROSS JOIN LATERAL (
    SELECT count(*)::int AS waiting, min(created_on) AS oldest FROM (
      SELECT m.created_on FROM ${QUEUE_SCHEMA}.job m WHERE ${CAN_BE_FETCHED}
      ORDER BY m.priority DESC, m.created_on, m.id LIMIT ${WAITING_MAX + 1}) AS first) AS line
  CROSS JOIN LATERAL (
    SELECT count(*)::int AS messages FROM ${QUEUE_SCHEMA}.job m WHERE m.name = q.name AND m.state = 'active') AS held
  CROSS JOIN LATERAL (
    SELECT coalesce(sum(least(w.slots, q.concurrency)), 0)::int AS slots,
      (coalesce(array_agg(w.id ORDER BY w.started_at DESC, w.id), '{}'))[1:${SERVED_BY_MAX}] AS by
    FROM workers w WHERE ${isLiving('w')} AND q.served_as IS NOT NULL AND ${servesQueue('w', 'q.served_as')}) AS served
  ORDER BY q.place`;

/** Those in which something waits and that no living worker serves. */
const FIND_UNSERVED = `
  SELECT q.name FROM unnest($1::text[], $2::text[]) AS q (name, served_as)
  WHERE EXISTS (SELECT FROM ${QUEUE_SCHEMA}.job m WHERE ${CAN_BE_FETCHED})
    AND NOT EXISTS (
      SELECT FROM workers w
      WHERE ${isLiving('w')} AND q.served_as IS NOT NULL AND ${servesQueue('w', 'q.served_as')})`;

type QueuesDeps = { pool: Pool; registry: Pick<JobHandlerRegistry, 'userQueues' | 'findUserJob'> };

/** The queues of the registry, and those of jobs that some worker could not run; by name. */
export async function findKnownQueues({ pool, registry }: QueuesDeps): Promise<KnownQueue[]> {
  const { rows } = await onConnection(pool).executeSql<{ name: string }>(FIND_STRANDED);
  const stranded = rows.map(({ name }): KnownQueue => {
    const type = toJobType(name.slice(STRANDED_PREFIX.length));
    const handler = registry.findUserJob(type);
    const servedAs = handler === undefined ? null : queueOf(handler);
    return { name, types: [type], concurrency: null, hardCap: null, servedAs };
  });
  const own = registry.userQueues().map((queue) => ({ ...queue, servedAs: queue.name }));
  return [...own, ...stranded].toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

/** How these queues stand, in their order. */
export async function readQueueStates(pool: Pool, queues: readonly KnownQueue[]): Promise<QueueState[]> {
  type Row = Omit<QueueState, keyof KnownQueue>;
  const { rows } = await onConnection(pool).executeSql<Row>(READ_STATES, [
    queues.map(({ name }) => name),
    queues.map(({ servedAs }) => servedAs),
    queues.map(({ concurrency }) => concurrency),
  ]);
  return queues.flatMap(({ name, types, concurrency, hardCap }, index) => {
    const row = rows[index];
    if (row === undefined) return [];
    const capacity = Math.min(row.capacity, hardCap ?? row.capacity);
    return [{ ...row, name, types, concurrency, hardCap, capacity }];
  });
}

/** Names of those of these queues in which jobs wait that no living worker serves. */
export async function findUnservedQueues(pool: Pool, queues: readonly KnownQueue[]): Promise<string[]> {
  const { rows } = await onConnection(pool).executeSql<{ name: string }>(FIND_UNSERVED, [
    queues.map(({ name }) => name),
    queues.map(({ servedAs }) => servedAs),
  ]);
  return rows.map(({ name }) => name);
}
