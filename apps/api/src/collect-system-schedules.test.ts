import { JobRegistryError } from '@rota/jobs';
import { expect, test } from 'vitest';

import { collectSystemSchedules } from './collect-system-schedules.ts';
import { createJobRegistry } from './job-registry.ts';

test('every declared schedule has a system job, five fields of cron and a description', () => {
  const schedules = collectSystemSchedules(createJobRegistry({ isDemo: false }));
  expect(schedules.map(({ name }) => name)).toContain('storage:cleanup');
  for (const { cron, description } of schedules) {
    expect(cron.split(' ')).toHaveLength(5);
    expect(description).not.toBe('');
  }
});

test('a schedule without a job refuses to start', () => {
  const registry = createJobRegistry({ isDemo: false });
  expect(() =>
    collectSystemSchedules(registry, (jobQueue) => {
      jobQueue.schedule('storage:paint', '0 * * * *', { description: 'Nobody does this.' });
    }),
  ).toThrow(JobRegistryError);
});

test('a schedule that is declared twice refuses to start', () => {
  const registry = createJobRegistry({ isDemo: false });
  expect(() =>
    collectSystemSchedules(registry, (jobQueue) => {
      jobQueue.schedule('storage:cleanup', '0 * * * *', { description: 'Once.' });
      jobQueue.schedule('storage:cleanup', '5 * * * *', { description: 'Twice.' });
    }),
  ).toThrow(JobRegistryError);
});

test('the demo job is there while the demo is on, and only then', () => {
  expect(createJobRegistry({ isDemo: true }).findUserJob('demo:run')).toBeDefined();
  expect(createJobRegistry({ isDemo: false }).findUserJob('demo:run')).toBeUndefined();
});
