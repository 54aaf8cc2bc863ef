export { createDeadLetterRetryService } from './dead-letter-retry.service.ts';
export { createDeadLettersRoutes } from './dead-letters.routes.ts';
export { createDeadLettersService } from './dead-letters.service.ts';
