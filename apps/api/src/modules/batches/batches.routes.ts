import type { HandlersOf } from '@rota/contracts/server';

import { toOperationPath } from '../../http/operation-path.ts';
import { readPathId } from '../../http/read-path-id.ts';
import type { RequestContext } from '../../http/request-context.ts';
import { fromCreateBatchRequest, toBatchResponse } from './batches.convert.ts';
import { batchNotFound } from './batches.errors.ts';
import type { BatchesService, BatchKey } from './batches.service.ts';

/** The operations on batches. */
export function createBatchesRoutes({
  batchesService,
}: {
  batchesService: BatchesService;
}): HandlersOf<'batches', RequestContext> {
  return {
    async createBatch({ body, path }, context) {
      const batch = await batchesService.createBatch(fromCreateBatchRequest(body, context), context.tx);
      const response = toBatchResponse(batch);
      const location = toOperationPath('getBatch', { orgId: path.orgId, batchId: response.id });
      return { status: 201, headers: { Location: location }, body: response };
    },

    async getBatch({ path }, { orgId }) {
      const batch = await batchesService.getBatch(toBatchKey(orgId, path.batchId));
      return { status: 200, body: toBatchResponse(batch) };
    },

    async cancelBatch({ path }, { orgId }) {
      const batch = await batchesService.cancelBatch(toBatchKey(orgId, path.batchId));
      return { status: 200, body: toBatchResponse(batch) };
    },

    async retryFailedOfBatch({ path }, { orgId }) {
      const batch = await batchesService.retryFailed(toBatchKey(orgId, path.batchId));
      return { status: 200, body: toBatchResponse(batch) };
    },
  };
}

function toBatchKey(orgId: string, publicBatchId: string): BatchKey {
  return { orgId, batchId: readPathId(publicBatchId, { prefix: 'job', notFound: batchNotFound }) };
}
