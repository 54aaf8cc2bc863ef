import { inOrganisation, type Database, type PageRequest } from '@rota/db';

import { notFound } from '../../errors/not-found.ts';
import type { Principal } from '../../principal.ts';
import { findOrganisation, type OrganisationRow } from './organisations.repository.ts';

export type OrganisationsService = {
  /** Those that the principal may enter, newest first: of an API key its own. */
  listOrganisations(principal: Principal, page: PageRequest): Promise<OrganisationRow[]>;
  /** @throws AppError `organisation.not_found` */
  getOrganisation(orgId: string): Promise<OrganisationRow>;
};

/** Reads organisations. */
export function createOrganisationsService({ db }: { db: Database }): OrganisationsService {
  const find = (orgId: string) => inOrganisation(db, orgId, (tx) => findOrganisation(tx, { orgId }));

  return {
    async listOrganisations(principal, { after }) {
      const own = await find(principal.orgId);
      return own === undefined || (after !== null && own.id >= after) ? [] : [own];
    },
    async getOrganisation(orgId) {
      const organisation = await find(orgId);
      if (organisation === undefined) throw notFound('organisation');
      return organisation;
    },
  };
}
