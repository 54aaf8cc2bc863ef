import { newId } from '@rota/db';
import type { Pool } from 'pg';

import type { SystemJobHandler } from '../define-job.ts';
import type { JobLogger, SystemJobResources } from '../job-context.ts';
import type { EngineLogger } from '../engine-logger.ts';
import type { Delivery, JobQueue } from '../queue/job-queue.ts';
import { onConnection } from '../queue/sql-executors.ts';
import { createHelpers } from './context.ts';
import type { HeldJobs } from './held-jobs.ts';
import { RunAborted } from './outcome.ts';

type SystemJobDeps = {
  pool: Pool;
  queue: JobQueue;
  held: HeldJobs;
  workerId: string;
  logger: EngineLogger;
  resources(): SystemJobResources;
};

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
  const executor = onConnection(deps.pool);
  const lost = new AbortController();
  deps.held.hold(delivery, () => lost.abort(new RunAborted('lost', 'This worker was silent for too long.')));
  const signal = AbortSignal.any([
    shutdown,
    lost.signal,
    AbortSignal.timeout(handler.timeoutSeconds * 1_000),
  ]);
  const runId = newId();
  try {
    await executor.executeSql(
      'INSERT INTO system_runs (id, type, started_at, worker_id) VALUES ($1, $2, now(), $3)',
      [runId, handler.type, deps.workerId],
    );
    const error = await handler
      .run({
        ...deps.resources(),
        jobId,
        orgId: 'system',
        signal,
        logger: toJobLogger(deps.logger, lines),
        helpers: createHelpers(signal, (percent, message) => {
          deps.logger.info(
            { ...lines, progressPercent: percent, progressMessage: message },
            'system job progress',
          );
        }),
      })
      .then(() => null, toError);
    if (error === null) await deps.queue.complete([delivery]);
    else await deps.queue.fail(delivery, { message: error.message });
    await executor.executeSql(
      'UPDATE system_runs SET ended_at = now(), outcome = $2, error = $3::json WHERE id = $1',
      [
        runId,
        error === null ? 'completed' : 'failed',
        error === null ? null : JSON.stringify({ message: error.message }),
      ],
    );
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
