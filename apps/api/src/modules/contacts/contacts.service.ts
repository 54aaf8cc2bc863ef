import { inOrganisation, type Database, type PageRequest } from '@rota/db';
import { contactNotFound } from './contacts.errors.ts';
import { findContact, listContacts, type ContactRow } from './contacts.repository.ts';

/** Contacts of organisations, for reading; imports write them. */
export type ContactsService = {
  /** A page and the row after it. */
  listContacts(query: {
    orgId: string;
    search: string | undefined;
    page: PageRequest;
  }): Promise<ContactRow[]>;
  /** @throws AppError `contact.not_found` */
  getContact(key: { orgId: string; contactId: string }): Promise<ContactRow>;
};

/** The service on the role of requests. */
export function createContactsService({ db }: { db: Database }): ContactsService {
  return {
    listContacts: (query) => inOrganisation(db, query.orgId, (tx) => listContacts(tx, query)),
    async getContact(key) {
      const row = await inOrganisation(db, key.orgId, (tx) => findContact(tx, key));
      if (row === undefined) throw contactNotFound();
      return row;
    },
  };
}
