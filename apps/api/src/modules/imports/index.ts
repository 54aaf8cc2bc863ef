export { createImportsService, type ImportsService } from './imports.service.ts';
