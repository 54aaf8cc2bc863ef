export { createWorkflowsRoutes } from './workflows.routes.ts';
export { createWorkflowsService } from './workflows.service.ts';
