import { inOrganisation, type Database } from '@rota/db';
import type { JobControl, JobHandlerRegistry } from '@rota/jobs';

import { findPausedTypes } from './job-types.repository.ts';
import { jobTypeNotFound } from './jobs.errors.ts';

/** What of a catalogue's entry decides whether it is shown. */
type Entry = { type: string; retired: boolean };
/** An entry as an organisation sees it. */
export type PausableEntry<Listed extends Entry> = Listed & { paused: boolean };
type TypeKey = { orgId: string; type: string };

/** The catalogue as an organisation sees it: what this installation runs, and retired types, for their old jobs. */
export type JobTypesService = {
  /** By name. */
  listJobTypes<Listed extends Entry>(
    orgId: string,
    catalogue: readonly Listed[],
  ): Promise<PausableEntry<Listed>[]>;
  /** @throws AppError `job_type.not_found`, as does the next */
  pauseJobType<Listed extends Entry>(
    key: TypeKey,
    catalogue: readonly Listed[],
  ): Promise<PausableEntry<Listed>>;
  resumeJobType<Listed extends Entry>(
    key: TypeKey,
    catalogue: readonly Listed[],
  ): Promise<PausableEntry<Listed>>;
};

/** @param deps `db`: on the role of requests, to read with; `jobControl`: the engine's, which parks */
export function createJobTypesService({
  db,
  registry,
  jobControl,
}: {
  db: Database;
  registry: Pick<JobHandlerRegistry, 'findUserJob'>;
  jobControl: Pick<JobControl, 'pauseJobs' | 'resumeJobs'>;
}): JobTypesService {
  const isShown = ({ type, retired }: Entry): boolean => retired || registry.findUserJob(type) !== undefined;

  function find<Listed extends Entry>(catalogue: readonly Listed[], { type }: TypeKey): Listed {
    const entry = catalogue.find((listed) => listed.type === type && isShown(listed));
    if (entry === undefined) throw jobTypeNotFound();
    return entry;
  }

  return {
    async listJobTypes(orgId, catalogue) {
      const paused = await inOrganisation(db, orgId, (tx) => findPausedTypes(tx, { orgId }));
      return catalogue
        .filter(isShown)
        .map((entry) => ({ ...entry, paused: paused.has(entry.type) }))
        .toSorted((a, b) => (a.type < b.type ? -1 : 1));
    },

    async pauseJobType(key, catalogue) {
      const entry = find(catalogue, key);
      await jobControl.pauseJobs(key);
      return { ...entry, paused: true };
    },

    async resumeJobType(key, catalogue) {
      const entry = find(catalogue, key);
      await jobControl.resumeJobs(key);
      return { ...entry, paused: false };
    },
  };
}
