export { defineTestJob, testJobType } from './define-test-job.ts';
export { createTestEngine } from './test-engine.ts';
export type { TestEngine, TestWorkerOptions } from './test-engine.ts';
export { prepareQueues } from './prepare-queues.ts';
