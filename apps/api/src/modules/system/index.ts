export { createSystemRoutes } from './system.routes.ts';
export { createSystemService } from './system.service.ts';
export { createWorkerRunsService } from './worker-runs.service.ts';
export type { WorkerRunsService } from './worker-runs.service.ts';
