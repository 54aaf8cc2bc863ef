import { inOrganisation, type Database, type Transaction } from '@rota/db';
import type { JobRequest, JobsService } from '@rota/jobs';

import { boundSearch } from './bound-search.ts';
import { countActionable, type BulkActionTarget } from './bulk-actions.repository.ts';
import { searchUnbounded } from './jobs.errors.ts';
import type { JobFilter } from './jobs.repository.ts';

/** Actions on the jobs of a filter, as they are asked for; `BulkActionRunService` takes them. */
export type BulkActionsService = {
  /**
   * On how many jobs an action would be taken, as they stand now.
   * @throws AppError of kind `invalid` for a search without exactly one type, as does the next
   */
  countActionable(target: Omit<BulkActionTarget, 'asOf'>, tx?: Transaction): Promise<number>;
  /** Makes the job that takes an action on the jobs of a filter, which its input has too. @returns its id */
  createAction(request: Omit<JobRequest, 'type'> & { filter: JobFilter }, tx?: Transaction): Promise<string>;
};

/** The service on the role of requests. */
export function createBulkActionsService({
  db,
  jobsService,
  now,
}: {
  db: Database;
  jobsService: Pick<JobsService, 'createAndEnqueueJob'>;
  now(): Date;
}): BulkActionsService {
  const bound = (filter: JobFilter): JobFilter =>
    boundSearch(filter, { now: now(), refuse: (message) => searchUnbounded('action', message) });

  return {
    async countActionable({ filter, ...target }, given) {
      const bounded = { ...target, filter: bound(filter), asOf: now() };
      const count = (tx: Transaction) => countActionable(tx, bounded);
      return given === undefined ? inOrganisation(db, target.orgId, count) : count(given);
    },

    async createAction({ filter, ...request }, tx) {
      bound(filter);
      const { id } = await jobsService.createAndEnqueueJob({ ...request, type: 'jobs:act' }, tx);
      return id;
    },
  };
}
