import { isDatabaseUnavailable } from '@rota/db';
import type { EngineLogger } from '@rota/jobs';

/** Between two lines about one outage. */
const REPEAT_MS = 30_000;
/** Connections that break one after another are one outage: it is over when none has failed for so long. */
const QUIET_MS = 1_000;

/** A log in which an outage of the database takes a few lines instead of one for each failure. */
export type OutageLog = {
  /** Lines whose `err` says that the database is away are counted, and of level debug; all others go through. */
  logger: EngineLogger;
  /** A connection was made. */
  answered(): void;
};

/** One a process: everything in it fails at once, for one reason. */
export function createOutageLog(logger: EngineLogger, nowMs = () => performance.now()): OutageLog {
  let outage: { sinceMs: number; toldMs: number; failures: number } | null = null;
  let settling: NodeJS.Timeout | undefined;

  function count(fields: Record<string, unknown>, message: string): void {
    clearTimeout(settling);
    logger.debug(fields, message);
    const now = nowMs();
    if (outage === null) {
      outage = { sinceMs: now, toldMs: now, failures: 1 };
      logger.error({ ...fields, what: message }, 'the database does not answer');
      return;
    }
    outage.failures += 1;
    if (now - outage.toldMs < REPEAT_MS) return;
    outage.toldMs = now;
    const { failures, sinceMs } = outage;
    const reason = fields['err'] instanceof Error ? fields['err'].message : undefined;
    logger.error({ reason, failures, durationMs: now - sinceMs }, 'the database still does not answer');
  }

  function end(): void {
    if (outage === null) return;
    const { failures, sinceMs } = outage;
    outage = null;
    logger.info({ failures, durationMs: nowMs() - sinceMs }, 'the database answers again');
  }

  const throughOrCounted =
    (level: 'warn' | 'error') =>
    (fields: Record<string, unknown>, message: string): void => {
      if (isDatabaseUnavailable(fields['err'])) count(fields, message);
      else logger[level](fields, message);
    };
  return {
    logger: {
      debug: (fields, message) => logger.debug(fields, message),
      info: (fields, message) => logger.info(fields, message),
      warn: throughOrCounted('warn'),
      error: throughOrCounted('error'),
    },
    answered() {
      if (outage === null) return;
      clearTimeout(settling);
      settling = setTimeout(end, QUIET_MS).unref();
    },
  };
}
