import type { Contact } from '@rota/contracts/client';
import { Link } from '@tanstack/react-router';
import { rowLinkClass } from '../../components/data-table.tsx';
import { contactName } from './contact-name.ts';
import { RecordTable, type TextColumn } from './record-table.tsx';

const texts: TextColumn<Contact>[] = [
  { key: 'email', header: 'E-mail', text: ({ email }) => email },
  { key: 'title', header: 'Title', width: '20%', text: ({ title }) => title },
  { key: 'externalId', header: 'External id', width: '14%', text: ({ externalId }) => externalId },
];

/** Contacts in rows; each opens its drawer, and the search stays as it is. */
export function ContactTable({ orgSlug, contacts }: { orgSlug: string; contacts: Contact[] | undefined }) {
  return (
    <RecordTable
      caption="Contacts, newest first"
      rows={contacts}
      nameWidth="24%"
      texts={texts}
      link={(contact) => (
        <Link
          to="/orgs/$orgSlug/contacts/$contactId"
          params={{ orgSlug, contactId: contact.id }}
          search
          className={rowLinkClass}
        >
          {contactName(contact)}
        </Link>
      )}
    />
  );
}
