export { toBatchResponse } from './batches.convert.ts';
// For the reading of jobs that streams tell: a batch with its counters is one reading.
export { batchColumns } from './batches.repository.ts';
export type { BatchCounters } from './batches.repository.ts';
export { createBatchesRoutes } from './batches.routes.ts';
export { createBatchesService } from './batches.service.ts';
