/** `upsertContacts` joins the transaction of an import, which writes a chunk as a whole: it has no rule of its own. */
export {
  upsertContacts,
  type ContactRow,
  type ContactUpsertOutcome,
  type ContactValues,
} from './contacts.repository.ts';
export { createContactsRoutes } from './contacts.routes.ts';
export { createContactsService, type ContactsService } from './contacts.service.ts';
