export { createIdempotencyService } from './idempotency.service.ts';
