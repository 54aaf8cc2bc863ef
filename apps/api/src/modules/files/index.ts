export { createFileMaintenance, type FileMaintenance } from './file-maintenance.service.ts';
export { createFilesRoutes } from './files.routes.ts';
export { createFilesService, type FilesService, type OpenedFile } from './files.service.ts';
export { createOrganisationFiles, type OrganisationFiles } from './organisation-files.service.ts';
export { claimStorage, OWNER_KEY, StorageOwnedElsewhereError } from './storage-owner.service.ts';
