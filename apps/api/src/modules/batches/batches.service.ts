import { inOrganisation, type Database, type Transaction } from '@rota/db';
import { isEnded, JobStateError, type BatchRequest, type JobControl, type JobsService } from '@rota/jobs';

import { batchEnded, batchNotFound, batchNotRetryable } from './batches.errors.ts';
import { findBatch, type BatchKey, type BatchRow } from './batches.repository.ts';

export type { BatchKey } from './batches.repository.ts';

/** Batches as an organisation makes and moves them; each answers the batch as it stands after. */
export type BatchesService = {
  /**
   * Makes it in a transaction of its own, or in yours; its jobs are made by workers afterwards.
   * @throws JobRequestError for an unknown type, inputs that do not fit, or an option out of range
   */
  createBatch(request: BatchRequest, tx?: Transaction): Promise<BatchRow>;
  /** @throws AppError `batch.not_found`, as do all that name one */
  getBatch(key: BatchKey): Promise<BatchRow>;
  /** @throws AppError `batch.ended` of one that is completed or failed */
  cancelBatch(key: BatchKey): Promise<BatchRow>;
  /** @throws AppError `batch.not_failed` or `batch.jobs_removed` */
  retryFailed(key: BatchKey): Promise<BatchRow>;
};

/** @param deps `db`: on the role of requests, to read with; `jobControl`: the engine's, which moves */
export function createBatchesService({
  db,
  jobsService,
  jobControl,
}: {
  db: Database;
  jobsService: JobsService;
  jobControl: JobControl;
}): BatchesService {
  async function getBatch(key: BatchKey): Promise<BatchRow> {
    return inOrganisation(db, key.orgId, (tx) => readBatch(tx, key));
  }

  return {
    async createBatch(request, given) {
      const { orgId } = request;
      const create = async (tx: Transaction) => {
        const { id } = await jobsService.createBatch(request, tx);
        return readBatch(tx, { orgId, batchId: id });
      };
      return given === undefined ? inOrganisation(db, orgId, create) : create(given);
    },

    getBatch,

    async cancelBatch(key) {
      // First: a job that is no batch is not cancelled by this name.
      await getBatch(key);
      const statuses = await jobControl.cancelJobs({ orgId: key.orgId, jobIds: [key.batchId] });
      const batch = await getBatch(key);
      const status = statuses.get(key.batchId) ?? batch.status;
      if (isEnded(status) && status !== 'cancelled') throw batchEnded(status);
      return batch;
    },

    async retryFailed(key) {
      const found = await jobControl.retryFailedOfBatch(key).catch((error: unknown) => {
        throw error instanceof JobStateError ? batchNotRetryable(error) : error;
      });
      if (!found) throw batchNotFound();
      return getBatch(key);
    },
  };
}

async function readBatch(tx: Transaction, key: BatchKey): Promise<BatchRow> {
  const batch = await findBatch(tx, key);
  if (batch === undefined) throw batchNotFound();
  return batch;
}
