export { createBatchesRoutes } from './batches.routes.ts';
export { createBatchesService } from './batches.service.ts';
