export { createApiKeysService } from './api-keys.service.ts';
export type { ApiKeysService } from './api-keys.service.ts';
