export { createAnswerKeeper } from './idempotency.service.ts';
