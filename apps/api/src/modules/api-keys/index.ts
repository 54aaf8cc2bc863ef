export { hashKey, isWellFormedKey } from './api-key-format.ts';
export type { StoredApiKey } from './api-keys.repository.ts';
export { createApiKeysService } from './api-keys.service.ts';
export type { ApiKeysService, CreatedApiKey } from './api-keys.service.ts';
