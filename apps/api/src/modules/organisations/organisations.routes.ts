import type { Handler } from '@rota/contracts/server';

import { readPage, toPage } from '../../http/page.ts';
import type { CredentialContext, RequestContext } from '../../http/request-context.ts';
import { toOrganisationResponse } from './organisations.convert.ts';
import type { OrganisationsService } from './organisations.service.ts';

/** The operations on organisations; the list alone is asked for outside of one. */
export function createOrganisationsRoutes({
  organisationsService,
}: {
  organisationsService: OrganisationsService;
}): {
  listOrganisations: Handler<'listOrganisations', CredentialContext>;
  getOrganisation: Handler<'getOrganisation', RequestContext>;
  pauseOrganisation: Handler<'pauseOrganisation', RequestContext>;
  resumeOrganisation: Handler<'resumeOrganisation', RequestContext>;
} {
  return {
    async listOrganisations({ query }, { principal }) {
      const scope = { list: 'organisations', orgId: principal.orgId };
      const page = readPage(query, scope);
      const rows = await organisationsService.listOrganisations({ orgId: principal.orgId, page });
      const toItem = toOrganisationResponse;
      return { status: 200, body: toPage(rows, { page, scope, keyOf: (row) => row.id, toItem }) };
    },

    async getOrganisation(_input, { orgId }) {
      const organisation = await organisationsService.getOrganisation(orgId);
      return { status: 200, body: toOrganisationResponse(organisation) };
    },

    async pauseOrganisation(_input, { orgId }) {
      const organisation = await organisationsService.pauseOrganisation(orgId);
      return { status: 200, body: toOrganisationResponse(organisation) };
    },

    async resumeOrganisation(_input, { orgId }) {
      const organisation = await organisationsService.resumeOrganisation(orgId);
      return { status: 200, body: toOrganisationResponse(organisation) };
    },
  };
}
