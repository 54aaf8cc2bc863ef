import type { Job } from '@rota/contracts/client';

/** What can be looked at below the head of a job's page. */
export type JobTab = 'logs' | 'input' | 'output' | 'runs';

/** The tabs with their words, in their order. */
export const jobTabs: Record<JobTab, string> = {
  logs: 'Logs',
  input: 'Input',
  output: 'Output',
  runs: 'Runs',
};

/** All tabs in their order. */
export const jobTabNames: JobTab[] = Object.keys(jobTabs).filter(isJobTab);

/** A tab out of an address; undefined when it names none. */
export function readJobTab(value: unknown): JobTab | undefined {
  return typeof value === 'string' && isJobTab(value) ? value : undefined;
}

/** What somebody most likely came for. */
export function defaultJobTab(job: Job): JobTab {
  return job.status === 'completed' ? 'output' : 'logs';
}

function isJobTab(text: string): text is JobTab {
  return Object.hasOwn(jobTabs, text);
}
