import { newId } from '@rota/db';
import type { Pool } from 'pg';

import type { SystemJobHandler } from '../define-job.ts';
import type { JobLogger, SystemJobResources } from '../job-context.ts';
import type { EngineLogger } from '../engine-logger.ts';
import type { Delivery, JobQueue } from '../queue/job-queue.ts';
import { onConnection, transaction } from '../queue/sql-executors.ts';

import type { HeldDeliveries } from './held-deliveries.ts';
import { createJobHelpers } from './job-helpers.ts';
import { RunAborted } from './outcome.ts';

type SystemJobDeps = {
  pool: Pool;
  queue: JobQueue;
  held: HeldDeliveries;
  workerId: string;
  logger: EngineLogger;
  systemResources(): SystemJobResources;
};

const BEGIN_RUN = 'INSERT INTO system_runs (id, type, started_at, worker_id) VALUES ($1, $2, now(), $3)';
const END_RUN = 'UPDATE system_runs SET ended_at = now(), outcome = $2, error = $3::json WHERE id = $1';

/**
 * Runs one delivered system job and settles its message; a failed one is delivered again by the queue.
 * It has no row: progress and logs are lines of the process's log, and its end is a row of `system_runs`.
 */
export async function runSystemJob(
  deps: SystemJobDeps,
  handler: SystemJobHandler,
  delivery: Delivery,
  shutdown: AbortSignal,
): Promise<void> {
  const jobId = `system_${delivery.messageId}`;
  const lines = { type: handler.type, jobId, orgId: 'system' };
  const lost = new AbortController();
  deps.held.hold(delivery, () => lost.abort(new RunAborted('lost', 'This worker was silent for too long.')));
  const signal = AbortSignal.any([
    shutdown,
    lost.signal,
    AbortSignal.timeout(handler.timeoutSeconds * 1_000),
  ]);
  const runId = newId();
  try {
    await onConnection(deps.pool).executeSql(BEGIN_RUN, [runId, handler.type, deps.workerId]);
    const error = await handler
      .run({
        ...deps.systemResources(),
        jobId,
        orgId: 'system',
        signal,
        logger: toJobLogger(deps.logger, lines),
        helpers: createJobHelpers(signal, (percent, message) => {
          deps.logger.info(
            { ...lines, progressPercent: percent, progressMessage: message },
            'system job progress',
          );
        }),
      })
      .then(() => null, toError);
    await transaction(deps.pool, async (tx) => {
      if (error === null) await deps.queue.complete([delivery], tx);
      else await deps.queue.fail(delivery, { message: error.message }, tx);
      await tx.executeSql(END_RUN, [
        runId,
        error === null ? 'completed' : 'failed',
        error === null ? null : JSON.stringify({ message: error.message }),
      ]);
    });
    if (error === null) deps.logger.info(lines, 'system job completed');
    else deps.logger.error({ ...lines, err: error }, 'system job failed');
  } finally {
    deps.held.release(delivery);
  }
}

function toJobLogger(logger: EngineLogger, lines: Record<string, unknown>): JobLogger {
  const write =
    (level: keyof JobLogger) =>
    (message: string, fields: Record<string, unknown> = {}) =>
      logger[level]({ ...fields, ...lines }, message);
  return { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') };
}

const toError = (thrown: unknown): Error => (thrown instanceof Error ? thrown : new Error(String(thrown)));
