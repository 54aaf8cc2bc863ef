import { inOrganisation, type Database, type Transaction } from '@rota/db';
import type { JobCreator, JobsService } from '@rota/jobs';

import type { DeadLetterRetry } from '../jobs/index.ts';
import { deadLetterGroupNotFound } from './dead-letters.errors.ts';
import { hasLetters, listGroups, type DeadLetterGroupRow } from './dead-letters.repository.ts';

/** Who asks what of a group; in the transaction handed in, or one of its own. */
type GroupRequest = {
  orgId: string;
  fingerprint: string;
  createdBy: JobCreator;
  tx?: Transaction | undefined;
};

/** Dead letters as an organisation sees them. What is done to a group is done by a job, whose id is answered. */
export type DeadLettersService = {
  listGroups(scope: { orgId: string }): Promise<{ groups: DeadLetterGroupRow[]; isComplete: boolean }>;
  /** @throws AppError `fingerprint.not_found` when nobody has open dead letters of this cause */
  retryGroup(request: GroupRequest & { options: Omit<DeadLetterRetry, 'fingerprint'> }): Promise<string>;
  /** @throws AppError `fingerprint.not_found` likewise */
  resolveGroup(request: GroupRequest & { note: string | undefined }): Promise<string>;
};

/** The service on the role of requests. */
export function createDeadLettersService({
  db,
  jobsService,
  now,
}: {
  db: Database;
  jobsService: JobsService;
  now(): Date;
}): DeadLettersService {
  async function createJob(
    { orgId, fingerprint, createdBy, tx: given }: GroupRequest,
    job: { type: string; input: unknown },
  ): Promise<string> {
    const work = async (tx: Transaction) => {
      if (!(await hasLetters(tx, { orgId, fingerprint, asOf: now() }))) throw deadLetterGroupNotFound();
      return (await jobsService.createAndEnqueueJob({ ...job, orgId, createdBy }, tx)).id;
    };
    return given === undefined ? inOrganisation(db, orgId, work) : work(given);
  }

  return {
    listGroups: ({ orgId }) => inOrganisation(db, orgId, (tx) => listGroups(tx, { orgId })),

    retryGroup({ options, ...request }) {
      const input = { ...options, fingerprint: request.fingerprint };
      return createJob(request, { type: 'dead-letters:retry', input });
    },

    resolveGroup({ note, ...request }) {
      const filter = { deadLettered: true, fingerprint: request.fingerprint };
      const input = { action: 'resolve', filter, ...(note === undefined ? {} : { note }) };
      return createJob(request, { type: 'jobs:act', input });
    },
  };
}
