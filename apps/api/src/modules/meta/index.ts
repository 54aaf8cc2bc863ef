export { createMetaRoutes } from './meta.routes.ts';
export { createReadinessService } from './readiness.service.ts';
export type { ReadinessProbe, ReadinessService } from './readiness.service.ts';
