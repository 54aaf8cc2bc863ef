import { inOrganisation, type Database, type PageRequest } from '@rota/db';
import type { JobControl } from '@rota/jobs';

import { organisationNotFound } from '../../errors/not-found.ts';
import { findOrganisation, type OrganisationRow } from './organisations.repository.ts';

/** Organisations: read, and their work held back. */
export type OrganisationsService = {
  /** Those that whoever belongs to `orgId` may enter, newest first: that one. */
  listOrganisations(request: { orgId: string; page: PageRequest }): Promise<OrganisationRow[]>;
  /** @throws AppError `organisation.not_found`, as do all that name one */
  getOrganisation(orgId: string): Promise<OrganisationRow>;
  /** Lets none of its jobs start; answers it as it stands then. Again: nothing happens. */
  pauseOrganisation(orgId: string): Promise<OrganisationRow>;
  /** Lets them start again, those of paused types left out. */
  resumeOrganisation(orgId: string): Promise<OrganisationRow>;
};

/** @param deps `db`: on the role of requests, to read with; `jobControl`: the engine's, which parks */
export function createOrganisationsService({
  db,
  jobControl,
}: {
  db: Database;
  jobControl: Pick<JobControl, 'pauseJobs' | 'resumeJobs'>;
}): OrganisationsService {
  const find = (orgId: string) => inOrganisation(db, orgId, (tx) => findOrganisation(tx, { orgId }));

  async function getOrganisation(orgId: string): Promise<OrganisationRow> {
    const organisation = await find(orgId);
    if (organisation === undefined) throw organisationNotFound();
    return organisation;
  }

  return {
    async listOrganisations({ orgId, page }) {
      const own = await find(orgId);
      return own === undefined || (page.after !== null && own.id >= page.after) ? [] : [own];
    },
    getOrganisation,
    async pauseOrganisation(orgId) {
      await jobControl.pauseJobs({ orgId, type: null });
      return getOrganisation(orgId);
    },
    async resumeOrganisation(orgId) {
      await jobControl.resumeJobs({ orgId, type: null });
      return getOrganisation(orgId);
    },
  };
}
