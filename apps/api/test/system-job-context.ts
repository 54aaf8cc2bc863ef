import { createDatabase } from '@rota/db';
import type { TestDatabase } from '@rota/db/testing';
import { createJobMaintenance, type JobMaintenance, type SystemJobContext } from '@rota/jobs';

import { createFileMaintenance } from '../src/modules/files/index.ts';

type Storage = Parameters<typeof createFileMaintenance>[0]['storage'];

/** The program's maintenance on the engine's role, and what closes it. */
export function openJobMaintenance(database: TestDatabase): JobMaintenance & AsyncDisposable {
  const { pool, close } = createDatabase({
    url: database.urls.engine,
    applicationName: 'test maintenance',
    poolMax: 2,
    onError: () => undefined,
  });
  const retention = { general: { completed: 30, cancelled: 30, failed: 90 }, byType: new Map() };
  const maintenance = createJobMaintenance({ pool, retention, nowMs: () => performance.now() });
  return { ...maintenance, [Symbol.asyncDispose]: close };
}

/** What a system job has in hand, with every line and every progress it writes. */
export function createSystemContext(tools: Pick<SystemJobContext, 'jobMaintenance' | 'fileMaintenance'>): {
  context: SystemJobContext;
  lines: unknown[];
} {
  const lines: unknown[] = [];
  const log = (message: string, fields?: unknown) => void lines.push([message, fields]);
  const context: SystemJobContext = {
    ...tools,
    jobId: 'system_1',
    orgId: 'system',
    signal: new AbortController().signal,
    logger: { debug: log, info: log, warn: log, error: log },
    helpers: {
      updateProgress: (percent, message) => void lines.push([percent, message]),
      forEachChunk: () => Promise.reject(new Error('not used')),
    },
  };
  return { context, lines };
}

/** File maintenance a day ahead, so that what was written just now is old. */
export function fileMaintenanceOf({ db }: TestDatabase, storage: Storage) {
  return createFileMaintenance({ db, storage, now: () => new Date(Date.now() + 25 * 3_600_000) });
}
