export type { ImportChoices } from './import-columns.ts';
export { importCsv, type ImportResult, type ImportTools } from './imports.service.ts';
