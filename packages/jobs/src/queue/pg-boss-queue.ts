import { QUEUE_SCHEMA } from '@rota/db';
import type { Pool } from 'pg';
import { PgBoss, type CommandResponse } from 'pg-boss';

import { onConnection } from '../engine-transaction.ts';
import { createLoneReserver } from '../turns/lone-reserver.ts';
import { plainColumn, uuidColumn } from '../sql-columns.ts';
import { reserveTurns } from '../turns/reserve-turns.ts';
import type { Delivery, DeliveryFence, JobQueue } from './job-queue.ts';
import type { SqlExecutor } from '../sql-executor.ts';
import { DELIVER, DELIVER_QUICKLY, INSTALL_DELIVERY } from './deliver-messages.ts';
import {
  ANALYSE,
  COUNT_DELIVERED,
  COUNT_WAITING,
  FIND_QUEUES,
  IS_FIRING,
  PUT,
  REMOVE,
  REMOVE_WAITING,
  TAKE,
} from './message-sql.ts';
import { refuseMissingQueue } from './missing-queue.ts';
import { toJobType, toQueueName } from '../registry/queue-name.ts';
import { createQueues, createUserQueue, type QueueCatalogue } from './queue-settings.ts';

/** How often a supervising process looks for silent workers' messages: with a 10 s heartbeat, rescue in 10–12 s. */
const MONITOR_SECONDS = 1;
const MAINTENANCE_SECONDS = 120;
/** Flows are not used; their resolver grows with the square of the partitions. */
const FLOW_INTERVAL_SECONDS_MAX = 86_400;

/** pg-boss's own. */
const LOCK_TIMEOUT_DEFAULT_MS = 30_000;

type QueueDeps = {
  /** The engine role's pool; it owns the schema `pgboss`. */
  pool: Pool;
  /** Faults of the queue's own timers. Nothing is lost: they try again. */
  onError(error: Error): void;
};

/** The queue on pg-boss. This folder is the only one that knows pg-boss. */
export function createJobQueue(deps: QueueDeps): JobQueue {
  let boss: PgBoss | undefined;
  const reserveAlone = createLoneReserver(deps.pool);
  const started = (): PgBoss => {
    if (boss === undefined) throw new Error('the job queue is used before it was started');
    return boss;
  };

  return {
    async start({ supervise }) {
      boss = createBoss(deps, { supervise, migrate: false });
      await boss.start();
    },

    async stop() {
      // The work in hand was handed back by the runner; pg-boss has none of its own.
      await boss?.stop({ graceful: false, close: false });
      boss = undefined;
    },

    reserveTurns: (executor, jobs) =>
      executor.owner === 'engine' ? reserveTurns(executor, { jobs, alone: false }) : reserveAlone(jobs),

    async insert(executor, messages) {
      if (messages.length === 0) return;
      const columns = [
        messages.map(({ queue }) => queue),
        uuidColumn(messages.map(({ messageId }) => messageId)),
        uuidColumn(messages.map(({ jobId }) => jobId)),
        plainColumn(messages.map(({ turn }) => turn.tag)),
        plainColumn(messages.map(({ turn }) => turn.priority)),
        plainColumn(messages.map(({ delaySeconds }) => delaySeconds ?? 0)),
      ];
      await refuseMissingQueue(() => executor.executeSql(PUT, columns));
    },

    async createQueue(name) {
      await createUserQueue(started(), { name, hot: false });
    },

    async findQueues(names) {
      const { rows } = await onConnection(deps.pool).executeSql<{ name: string }>(FIND_QUEUES, [names]);
      return rows.map(({ name }) => name);
    },

    async countDelivered(executor, queue) {
      const { rows } = await executor.executeSql<{ messages: number }>(COUNT_DELIVERED, [queue]);
      return rows[0]?.messages ?? 0;
    },

    async countWaiting(queues, max) {
      const { rows } = await onConnection(deps.pool).executeSql<{ messages: number }>(COUNT_WAITING, [
        queues,
        max,
      ]);
      return rows[0]?.messages ?? 0;
    },

    async isFiring() {
      const { rows } = await onConnection(deps.pool).executeSql<{ firing: boolean }>(IS_FIRING);
      return rows[0]?.firing === true;
    },

    async fetch(queue, { count, executor = onConnection(deps.pool), waitsForDisk = true }) {
      const statement = waitsForDisk ? DELIVER : DELIVER_QUICKLY;
      const { rows } = await executor.executeSql<Message>(statement, [queue, count]);
      return rows.map((message) => toDelivery(queue, message));
    },

    async take(executor, messages) {
      const taken: Delivery[] = [];
      for (const [queue, waiting] of groupByQueue(messages)) {
        const ids = waiting.map(({ messageId }) => messageId);
        const { rows } = await executor.executeSql<Message>(TAKE, [queue, ids]);
        taken.push(...rows.map((message) => toDelivery(queue, message)));
      }
      return taken;
    },

    async complete(executor, { queue, messageId, retryCount }) {
      await started().complete(queue, [{ id: messageId, retryCount }], undefined, { db: executor });
    },

    async remove(executor, fences) {
      return forEachQueue(fences, async (queue, held) => {
        const { rows } = await executor.executeSql<{ id: string }>(REMOVE, [
          queue,
          uuidColumn(held.map(({ id }) => id)),
          plainColumn(held.map(({ retryCount }) => retryCount)),
        ]);
        return rows.map(({ id }) => id);
      });
    },

    async removeWaiting(executor, messages) {
      const removed = new Set<string>();
      for (const [queue, waiting] of groupByQueue(messages)) {
        const { rows } = await executor.executeSql<{ id: string }>(REMOVE_WAITING, [
          queue,
          waiting.map(({ messageId }) => messageId),
        ]);
        for (const { id } of rows) removed.add(id);
      }
      return removed;
    },

    async fail(executor, { fence: { queue, messageId, retryCount }, message }) {
      await started().fail(queue, [{ id: messageId, retryCount }], { message }, { db: executor });
    },

    async touch(fences) {
      return forEachQueue(fences, async (queue, held) => {
        return settledIds(await started().touch(queue, held));
      });
    },

    async analyse() {
      await deps.pool.query(ANALYSE);
    },

    async replaceSchedules(schedules) {
      const wanted = new Map(schedules.map((schedule) => [toQueueName(schedule.name), schedule]));
      for (const existing of await started().getSchedules()) {
        if (!wanted.has(existing.name)) await started().unschedule(existing.name, existing.key);
      }
      for (const [queue, { cron, description }] of wanted) {
        await started().schedule(queue, cron, { description }, { tz: 'UTC', missed: 'once' });
      }
    },

    async listSchedules() {
      const schedules = await started().getSchedules();
      return schedules.map(({ name, cron, data }) => ({
        name: toJobType(name),
        cron,
        description: toDescription(data),
      }));
    },
  };
}

/**
 * Installs or updates pg-boss's tables and the queues of the catalogue. Idempotent; part of the migrate step.
 * @param deps.pool a pool of the engine's role
 * @param deps.catalogue the registry of the program
 * @param deps.lockTimeoutMs the longest wait for a lock, also in transactions of pg-boss's own. Default: 30,000
 */
export async function migrateQueues(
  deps: QueueDeps & { catalogue: QueueCatalogue; lockTimeoutMs?: number },
): Promise<void> {
  const { lockTimeoutMs = LOCK_TIMEOUT_DEFAULT_MS } = deps;
  const boss = createBoss(deps, { supervise: false, migrate: true, lockTimeoutMs });
  try {
    await boss.start();
    await deps.pool.query(INSTALL_DELIVERY);
    await createQueues(boss, deps.catalogue);
  } finally {
    await boss.stop({ graceful: false, close: false });
  }
}

function createBoss(
  { pool, onError }: QueueDeps,
  options: { supervise: boolean; migrate: boolean; lockTimeoutMs?: number },
): PgBoss {
  const connection = onConnection(pool);
  const { lockTimeoutMs } = options;
  const boss = new PgBoss({
    db: lockTimeoutMs === undefined ? connection : withLockTimeout(connection, lockTimeoutMs),
    schema: QUEUE_SCHEMA,
    migrate: options.migrate,
    // The migrate step makes the schema, owned by the engine's role.
    createSchema: false,
    supervise: options.supervise,
    schedule: options.supervise,
    superviseIntervalSeconds: MONITOR_SECONDS,
    monitorIntervalSeconds: MONITOR_SECONDS,
    maintenanceIntervalSeconds: MAINTENANCE_SECONDS,
    flowIntervalSeconds: FLOW_INTERVAL_SECONDS_MAX,
  });
  boss.on('error', onError);
  return boss;
}

/** pg-boss sets a limit of its own at the beginning of its transactions, which would win over that of the session. */
function withLockTimeout(connection: SqlExecutor, timeoutMs: number): Pick<SqlExecutor, 'executeSql'> {
  return {
    executeSql: (text: string, values?: unknown[]) =>
      connection.executeSql(text.replace(/(?<=SET LOCAL lock_timeout = )\d+/, String(timeoutMs)), values),
  };
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

function toDescription(data: object | undefined): string {
  const description: unknown = data === undefined ? undefined : Reflect.get(data, 'description');
  return typeof description === 'string' ? description : '';
}

type Message = { id: string; retryCount: number; data: { jobId?: unknown; tag?: unknown } | null };

function toDelivery(queue: string, { id, retryCount, data }: Message): Delivery {
  const tag = typeof data?.tag === 'number' ? data.tag : null;
  return { queue, messageId: id, retryCount, jobId: toJobId(data?.jobId), tag };
}

/** In one order of queues everywhere, so that two transactions lock in the same order. */
function groupByQueue<Item extends { queue: string }>(items: readonly Item[]): [string, Item[]][] {
  return [...Map.groupBy(items, ({ queue }) => queue)].toSorted(([a], [b]) => (a < b ? -1 : 1));
}

/** A message put there by hand may say anything; what is no id would fail the claim of all that came with it. */
function toJobId(value: unknown): string | null {
  return typeof value === 'string' && UUID.test(value) ? value : null;
}

/** The ids that a fenced statement reached; pg-boss answers them, though its types do not say so. */
function settledIds(response: CommandResponse): string[] {
  if ('settled' in response && Array.isArray(response.settled)) return response.settled.map(String);
  throw new Error('pg-boss did not answer which messages it settled');
}

async function forEachQueue(
  fences: readonly DeliveryFence[],
  settle: (queue: string, held: { id: string; retryCount: number }[]) => Promise<string[]>,
): Promise<Set<string>> {
  const settled = new Set<string>();
  for (const [queue, ofQueue] of groupByQueue(fences)) {
    const held = ofQueue
      .map(({ messageId, retryCount }) => ({ id: messageId, retryCount }))
      .toSorted((a, b) => (a.id < b.id ? -1 : 1));
    for (const id of await settle(queue, held)) settled.add(id);
  }
  return settled;
}
