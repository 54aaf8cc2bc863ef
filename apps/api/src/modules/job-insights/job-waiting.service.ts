import { inOrganisation, type Database } from '@rota/db';
import type { JobHandlerRegistry, LineReader } from '@rota/jobs';

import { notFound } from '../../errors/not-found.ts';
import { explainWait, type WaitExplanation } from './explain-wait.ts';
import { findWaitingJob } from './job-waiting.repository.ts';

/** Says what jobs wait for. */
export type JobWaitingService = {
  /** @throws AppError `job.not_found` */
  getWait(key: { orgId: string; jobId: string }): Promise<WaitExplanation>;
};

/** The service on the role of requests; the line is the engine's to read. */
export function createJobWaitingService({
  db,
  lineReader,
  registry,
  now,
}: {
  db: Database;
  lineReader: LineReader;
  registry: Pick<JobHandlerRegistry, 'findUserJob'>;
  now(): Date;
}): JobWaitingService {
  return {
    async getWait(key) {
      const job = await inOrganisation(db, key.orgId, (tx) => findWaitingJob(tx, key));
      const place = job && (await lineReader.findPlace(key));
      if (job === undefined || place === undefined) throw notFound('job');
      const isRunnable = registry.findUserJob(job.type) !== undefined;
      return explainWait(job, { place, isRunnable, now: now() });
    },
  };
}
