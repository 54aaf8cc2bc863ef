export { defineTestJob, testJobType } from './define-test-job.ts';
export { expectCompleted, expectFailed, runHandler } from './run-handler.ts';
export type { HandlerRun, RunHandlerOptions, SomeResources } from './run-handler.ts';
export { installTestClock } from './test-clock.ts';
export type { TestClock } from './test-clock.ts';
export { createTestEngine } from './test-engine.ts';
export type { TestEngine, TestEngineOptions, TestWorker, TestWorkerOptions } from './test-engine.ts';
export { prepareQueues } from './prepare-queues.ts';
