import { inOrganisation, type Database, type PageRequest } from '@rota/db';

import { organisationNotFound } from '../../errors/not-found.ts';
import { findOrganisation, type OrganisationRow } from './organisations.repository.ts';

/** Organisations, for reading. */
export type OrganisationsService = {
  /** Those that whoever belongs to `orgId` may enter, newest first: that one. */
  listOrganisations(request: { orgId: string; page: PageRequest }): Promise<OrganisationRow[]>;
  /** @throws AppError `organisation.not_found` */
  getOrganisation(orgId: string): Promise<OrganisationRow>;
};

/** The service on the role of requests. */
export function createOrganisationsService({ db }: { db: Database }): OrganisationsService {
  const find = (orgId: string) => inOrganisation(db, orgId, (tx) => findOrganisation(tx, { orgId }));

  return {
    async listOrganisations({ orgId, page }) {
      const own = await find(orgId);
      return own === undefined || (page.after !== null && own.id >= page.after) ? [] : [own];
    },
    async getOrganisation(orgId) {
      const organisation = await find(orgId);
      if (organisation === undefined) throw organisationNotFound();
      return organisation;
    },
  };
}
