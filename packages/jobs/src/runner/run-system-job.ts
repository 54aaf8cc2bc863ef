import { newId } from '@rota/db';
import type { Pool } from 'pg';

import type { SystemJobHandler } from '../registry/define-job.ts';
import type { EngineLogger } from '../engine-logger.ts';
import type { JobLogger, SystemJobContext, SystemJobResources } from '../registry/job-context.ts';
import type { Delivery, JobQueue } from '../queue/job-queue.ts';
import { onConnection, inEngineTransaction } from '../engine-transaction.ts';
import type { Heartbeat } from './heartbeat.ts';
import { createJobHelpers } from './progress-and-chunks.ts';
import { RunAborted } from './outcome.ts';

type SystemJobDeps = {
  pool: Pool;
  queue: JobQueue;
  heartbeat: Heartbeat;
  workerId: string;
  logger: EngineLogger;
  systemResources(): SystemJobResources;
};

type SystemRun = {
  handler: SystemJobHandler;
  delivery: Delivery;
  /** Aborted at a shutdown. */
  shutdown: AbortSignal;
};

const BEGIN_RUN = 'INSERT INTO system_runs (id, type, started_at, worker_id) VALUES ($1, $2, now(), $3)';
const END_RUN = 'UPDATE system_runs SET ended_at = now(), outcome = $2, error = $3::json WHERE id = $1';

/**
 * Runs one delivered system job and settles its message; a failed one is delivered again by the queue.
 * It has no row: progress and logs are lines of the process's log, and its end is a row of `system_runs`.
 */
export async function runSystemJob(
  deps: SystemJobDeps,
  { handler, delivery, shutdown }: SystemRun,
): Promise<void> {
  const lost = new AbortController();
  deps.heartbeat.keepAlive(delivery, () =>
    lost.abort(new RunAborted('lost', 'This worker was silent for too long.')),
  );
  const timeout = AbortSignal.timeout(handler.timeoutSeconds * 1_000);
  const signal = AbortSignal.any([shutdown, lost.signal, timeout]);
  const fields = { type: handler.type, jobId: `system_${delivery.messageId}`, orgId: 'system' } as const;
  try {
    const runId = await beginRun(deps, handler.type);
    const error = await handler.run(createContext(deps, { fields, signal })).then(() => null, toError);
    await endRun(deps, { runId, delivery, error });
    if (error === null) deps.logger.info(fields, 'system job completed');
    else deps.logger.error({ ...fields, err: error }, 'system job failed');
  } finally {
    deps.heartbeat.release(delivery);
  }
}

async function beginRun({ pool, workerId }: SystemJobDeps, type: string): Promise<string> {
  const runId = newId();
  await onConnection(pool).executeSql(BEGIN_RUN, [runId, type, workerId]);
  return runId;
}

async function endRun(
  { pool, queue }: SystemJobDeps,
  { runId, delivery, error }: { runId: string; delivery: Delivery; error: Error | null },
): Promise<void> {
  await inEngineTransaction(pool, async (executor) => {
    if (error === null) {
      await queue.complete(executor, delivery);
      await executor.executeSql(END_RUN, [runId, 'completed', null]);
    } else {
      const { message } = error;
      await queue.fail(executor, { fence: delivery, message });
      await executor.executeSql(END_RUN, [runId, 'failed', JSON.stringify({ message })]);
    }
  });
}

type LogFields = Pick<SystemJobContext, 'jobId' | 'orgId'> & { type: string };

function createContext(
  { logger, systemResources }: SystemJobDeps,
  { fields, signal }: { fields: LogFields; signal: AbortSignal },
): SystemJobContext {
  return {
    ...systemResources(),
    jobId: fields.jobId,
    orgId: fields.orgId,
    signal,
    logger: createSystemJobLogger(logger, fields),
    helpers: createJobHelpers(signal, (percent, message) => {
      logger.info({ ...fields, progressPercent: percent, progressMessage: message }, 'system job progress');
    }),
  };
}

function createSystemJobLogger(logger: EngineLogger, jobFields: LogFields): JobLogger {
  const write =
    (level: keyof JobLogger) =>
    (message: string, fields: Record<string, unknown> = {}) =>
      logger[level]({ ...fields, ...jobFields }, message);
  return { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') };
}

const toError = (thrown: unknown): Error => (thrown instanceof Error ? thrown : new Error(String(thrown)));
