export { createImportsService } from './imports.service.ts';
