import type { SqlExecutor } from './sql-executor.ts';

/** A queue has new messages; payload: the queue's name. */
export const WAKE_CHANNEL = 'rota_wake';
/** Rows of jobs have changed; payload: `[[orgId, jobId], …]`, uuids. */
export const JOBS_CHANNEL = 'rota_jobs';

/** Running jobs are to stop; payload: `[jobId, …]`, uuids. */
export const CANCEL_CHANNEL = 'rota_cancel';

/** PostgreSQL refuses payloads of 8,000 bytes; a pair of uuids takes 80. */
const CHANGES_PER_PAYLOAD = 90;
/** Changes of one job within this time are one notification. */
const COALESCE_MS = 100;

/** A job whose row has changed, and the batch whose counters may have moved with it. Uuids. */
export type JobChange = { orgId: string; jobId: string; batchId?: string | null };

/** Tells other processes, after the commit, that there is something to fetch or to look at again. */
export type Notifier = {
  /** Sent at once; wakes that are due while one is on its way become one. */
  wake(queue: string): void;
  /** Sent within 100 ms, of batches too: one change for all their jobs. */
  changed(changes: readonly JobChange[]): void;
  /** Sent at once, to the workers that run these jobs. */
  cancel(jobIds: readonly string[]): void;
  /** Sends what is waiting. */
  close(): Promise<void>;
};

/**
 * Notifications are hints: a lost one costs the poll's delay, nothing else. They are sent outside the
 * transactions they tell of, because committing notifiers queue up behind one another.
 */
export function createNotifier(executor: SqlExecutor, onError: (error: Error) => void): Notifier {
  const queues = new Set<string>();
  const changes = new Map<string, JobChange>();
  let sending: Promise<void> | undefined;
  let cancelling: Promise<unknown> | undefined;
  let timer: NodeJS.Timeout | undefined;

  const notify = (channel: string, payloads: readonly string[]) =>
    executor.executeSql('SELECT pg_notify($1, payload) FROM unnest($2::text[]) AS payload', [
      channel,
      payloads,
    ]);

  async function notifyInPayloads(channel: string, items: readonly unknown[]): Promise<void> {
    const payloads = toPayloads(items);
    if (payloads.length > 0) await notify(channel, payloads).catch(onError);
  }

  async function sendWakes(): Promise<void> {
    while (queues.size > 0) {
      const payloads = [...queues];
      queues.clear();
      await notify(WAKE_CHANNEL, payloads).catch(onError);
    }
    // Here and not in a `finally` of the caller: a wake between the loop's end and that would be sent by nobody.
    sending = undefined;
  }

  async function sendChanges(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    const pairs = [...changes.values()].map(({ orgId, jobId }) => [orgId, jobId]);
    changes.clear();
    await notifyInPayloads(JOBS_CHANNEL, pairs);
  }

  return {
    wake(queue) {
      queues.add(queue);
      sending ??= sendWakes();
    },
    changed(changed) {
      for (const { orgId, jobId, batchId } of changed) {
        for (const id of [jobId, batchId ?? jobId]) changes.set(id, { orgId, jobId: id });
      }
      timer ??= setTimeout(() => void sendChanges(), COALESCE_MS);
    },
    cancel(jobIds) {
      cancelling = Promise.all([cancelling, notifyInPayloads(CANCEL_CHANNEL, jobIds)]);
    },
    async close() {
      await sendChanges();
      await Promise.all([sending, cancelling]);
    },
  };
}

/** Tells of new jobs inside a caller's transaction: delivered with its commit, dropped with its rollback. */
export async function notifyOnCommit(
  executor: SqlExecutor,
  { changes, queues }: { changes: readonly JobChange[]; queues: readonly string[] },
): Promise<void> {
  const payloads = toPayloads(changes.map(({ orgId, jobId }) => [orgId, jobId]));
  await executor.executeSql(
    `SELECT pg_notify(channel, payload) FROM unnest($1::text[], $2::text[]) AS notification (channel, payload)`,
    [
      [...queues.map(() => WAKE_CHANNEL), ...payloads.map(() => JOBS_CHANNEL)],
      [...queues, ...payloads],
    ],
  );
}

function toPayloads(items: readonly unknown[]): string[] {
  const payloads: string[] = [];
  for (let start = 0; start < items.length; start += CHANGES_PER_PAYLOAD) {
    payloads.push(JSON.stringify(items.slice(start, start + CHANGES_PER_PAYLOAD)));
  }
  return payloads;
}

/** The ids in a payload of {@link CANCEL_CHANNEL}; none in one that is not ours. */
export function readJobIds(payload: string): string[] {
  try {
    const ids: unknown = JSON.parse(payload);
    return Array.isArray(ids) ? ids.filter((id) => typeof id === 'string') : [];
  } catch {
    return [];
  }
}
