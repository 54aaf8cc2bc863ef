import { JobRegistryError, type JobHandlerRegistry, type QueueSchedule } from '@rota/jobs';

import { declareSystemSchedules } from './system-schedules.ts';

/**
 * The declared schedules, each with a job of its own.
 * @throws JobRegistryError for a schedule whose system job is not registered, or that is declared twice
 */
export function collectSystemSchedules(
  registry: Pick<JobHandlerRegistry, 'findSystemJob'>,
  declare: typeof declareSystemSchedules = declareSystemSchedules,
): QueueSchedule[] {
  const schedules = new Map<string, QueueSchedule>();
  declare({
    schedule(name, cron, { description }) {
      if (registry.findSystemJob(name) === undefined) {
        throw new JobRegistryError(`${name} is scheduled, but there is no such system job`);
      }
      if (schedules.has(name)) throw new JobRegistryError(`${name} is scheduled twice`);
      schedules.set(name, { name, cron, description });
    },
  });
  return [...schedules.values()];
}
