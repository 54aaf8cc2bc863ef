export { createOrganisationsRoutes } from './organisations.routes.ts';
export { createOrganisationsService } from './organisations.service.ts';
export type { OrganisationsService } from './organisations.service.ts';
