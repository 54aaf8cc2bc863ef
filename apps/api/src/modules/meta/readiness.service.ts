import type { Database } from '@rota/db';
import type { Logger } from 'pino';

import { toLoggableError } from '../../errors/loggable-error.ts';
import { pingDatabaseAcrossOrgs } from './meta.repository.ts';

/** Resolves when something that the process needs is there; rejects when it is not. */
export type ReadinessProbe = () => Promise<void>;

/** Says whether the process can do its work. */
export type ReadinessService = {
  /** Asks all probes at once, and waits for none longer than 2 s. */
  check(): Promise<{ ready: boolean; checks: Record<string, 'ok' | 'failed'> }>;
};

/** A load balancer asks every few seconds and gives up sooner than a connection does. */
const PROBE_MS = 2_000;

/**
 * Ready is a process whose database answers, and whatever else it is given probes for.
 * @param probes by name, besides `database`
 */
export function createReadinessService({
  db,
  logger,
  probes = {},
}: {
  db: Database;
  logger: Logger;
  probes?: Readonly<Record<string, ReadinessProbe>>;
}): ReadinessService {
  const all: Record<string, ReadinessProbe> = { database: () => pingDatabaseAcrossOrgs(db), ...probes };

  async function ask(name: string, probe: ReadinessProbe): Promise<[string, 'ok' | 'failed']> {
    try {
      await within(PROBE_MS, probe());
      return [name, 'ok'];
    } catch (error) {
      logger.warn({ err: toLoggableError(error), check: name }, 'a readiness check failed');
      return [name, 'failed'];
    }
  }

  return {
    async check() {
      const results = await Promise.all(Object.entries(all).map(([name, probe]) => ask(name, probe)));
      return { ready: results.every(([, result]) => result === 'ok'), checks: Object.fromEntries(results) };
    },
  };
}

async function within(milliseconds: number, work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const timeUp = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${milliseconds} ms`)), milliseconds);
  });
  try {
    await Promise.race([work, timeUp]);
  } finally {
    clearTimeout(timer);
  }
}
