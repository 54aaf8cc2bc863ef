import { expect, test } from 'vitest';

import { defineSystemJob } from './define-job.ts';
import { createJobHandlerRegistry } from './registry.ts';
import { defineTestJob } from '../testing/define-test-job.ts';

const handler = (type: string) => defineTestJob(type, async () => ({ output: {} }));

test('a contract type without a handler and a handler without a contract type stop the start, all named at once', () => {
  const registry = createJobHandlerRegistry();
  registry.register(handler('report:generate'));
  expect(() => registry.seal(['data:import', 'data:export'])).toThrow(
    'data:import is in the contract but has no handler; data:export is in the contract but has no handler; report:generate has a handler but is not in the contract',
  );
});

test('a type is registered once, whether for users or for the system', () => {
  const registry = createJobHandlerRegistry();
  registry.register(handler('storage:cleanup'));
  expect(() =>
    registry.register(defineSystemJob({ type: 'storage:cleanup', run: async () => undefined })),
  ).toThrow('storage:cleanup is registered twice');
});

test('a sealed registry takes nothing more', () => {
  const registry = createJobHandlerRegistry();
  registry.seal([]);
  expect(() => registry.register(handler('data:import'))).toThrow('after the registry was sealed');
});

test.each(['import', 'Data:import', 'data:', 'data:import:now', 'data_x:import'])(
  '%s is no job type',
  (type) => {
    expect(() => createJobHandlerRegistry().register(handler(type))).toThrow('write area:verb in lower case');
  },
);
