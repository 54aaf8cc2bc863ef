import type { OperatorReads, SystemJobRun } from '@rota/jobs';

import { jobNotFound } from '../jobs/index.ts';

/** How an installation is. */
export type InstallationHealth = {
  status: 'ok' | 'degraded' | 'down';
  /** The living workers. */
  workerIds: string[];
  at: Date;
  environment: { name: string; region: string | null };
};

/** What operators see of the installation; that its caller is one is the binder's to know. */
export type SystemService = Pick<
  OperatorReads,
  'listWorkers' | 'listQueues' | 'listSchedules' | 'listJobsAcrossOrgs'
> & {
  /** @throws AppError `job.not_found` */
  listJobRuns(request: Parameters<OperatorReads['listJobRunsAcrossOrgs']>[0]): Promise<SystemJobRun[]>;
  readHealth(): Promise<InstallationHealth>;
};

/** The service on the reads of the engine's role. */
export function createSystemService({
  operatorReads,
  environment,
  now,
}: {
  operatorReads: OperatorReads;
  environment: InstallationHealth['environment'];
  now(): Date;
}): SystemService {
  return {
    ...operatorReads,
    async listJobRuns(request) {
      const runs = await operatorReads.listJobRunsAcrossOrgs(request);
      if (runs === undefined) throw jobNotFound();
      return runs;
    },
    async readHealth() {
      const { ids, hasVanished, unservedQueues } = await operatorReads.readHealth();
      const isDegraded = hasVanished || unservedQueues.length > 0;
      const status = ids.length === 0 ? 'down' : isDegraded ? 'degraded' : 'ok';
      return { status, workerIds: ids, at: now(), environment };
    },
  };
}
