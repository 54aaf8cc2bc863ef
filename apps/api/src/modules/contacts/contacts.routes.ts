import type { HandlersOf } from '@rota/contracts/server';
import { readPage, toPage } from '../../http/page.ts';
import { readPathId } from '../../http/read-path-id.ts';
import type { RequestContext } from '../../http/request-context.ts';
import { toContactResponse } from './contacts.convert.ts';
import { contactNotFound } from './contacts.errors.ts';
import type { ContactsService } from './contacts.service.ts';

/** The operations on contacts. */
export function createContactsRoutes({
  contactsService,
}: {
  contactsService: ContactsService;
}): HandlersOf<'contacts', RequestContext> {
  return {
    async listContacts({ query }, { orgId }) {
      const scope = { list: 'contacts', orgId, filters: { search: query.search } };
      const page = readPage(query, scope);
      const rows = await contactsService.listContacts({ orgId, search: query.search, page });
      return {
        status: 200,
        body: toPage(rows, { page, scope, keyOf: (row) => row.id, toItem: toContactResponse }),
      };
    },

    async getContact({ path }, { orgId }) {
      const contactId = readPathId(path.contactId, { prefix: 'con', notFound: contactNotFound });
      return { status: 200, body: toContactResponse(await contactsService.getContact({ orgId, contactId })) };
    },
  };
}
