import type { Batch, Input } from '@rota/contracts/server';
import { encodeId } from '@rota/db';
import type { BatchRequest } from '@rota/jobs';

import type { Principal } from '../../http/principal.ts';
import { fromTimestamp, toTimestamp } from '../../http/timestamp.ts';
import type { BatchRow } from './batches.repository.ts';

/** A create request in the engine's words. Who creates comes from the credential. */
export function fromCreateBatchRequest(
  { runAt, ...request }: Input<'createBatch'>['body'],
  { orgId, principal }: { orgId: string; principal: Principal },
): BatchRequest {
  return {
    ...request,
    orgId,
    createdBy: { kind: principal.kind, id: principal.id },
    runAt: runAt === undefined ? undefined : fromTimestamp(runAt),
  };
}

/** A batch in the contract's words. */
export function toBatchResponse(row: BatchRow): Batch {
  const { total, pending, processing, completed, failed, cancelled } = row;
  const batch = {
    id: encodeId('job', row.id),
    type: row.type,
    status: row.status,
    failurePolicy: row.failurePolicy,
    counts: { total, pending, processing, completed, failed, cancelled },
    cancelRequestedAt: toTimestamp(row.cancelRequestedAt),
    createdAt: row.createdAt.toISOString(),
    startedAt: toTimestamp(row.startedAt),
    finishedAt: toTimestamp(row.finishedAt),
  };
  // The table keeps the type as text; only types of the contract are written there, and in tests every reply is compared
  // with the contract.
  return batch as Batch;
}
