import type { Contact } from '@rota/contracts/client';
import { Link } from '@tanstack/react-router';
import { DataTable, rowLinkClass, type Column } from '../../components/data-table.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import { contactName } from './contact-name.ts';
import classes from './record-table.module.css';
import type { RecordsSearch } from './records-search.ts';

/** Contacts in rows; each opens its drawer. */
export function ContactTable({
  orgSlug,
  contacts,
  search,
}: {
  orgSlug: string;
  contacts: Contact[] | undefined;
  search: string;
}) {
  const link = (contact: Contact) => (
    <Link
      to="/orgs/$orgSlug/contacts/$contactId"
      params={{ orgSlug, contactId: contact.id }}
      search={toSearch(search)}
      className={rowLinkClass}
    >
      {contactName(contact)}
    </Link>
  );
  const columns: Column<Contact>[] = [
    { key: 'name', header: 'Name', width: '24%', cell: link },
    { key: 'email', header: 'E-mail', cell: ({ email }) => <Text text={email} /> },
    { key: 'title', header: 'Title', width: '20%', cell: ({ title }) => <Text text={title} /> },
    {
      key: 'externalId',
      header: 'External id',
      width: '14%',
      cell: ({ externalId }) => <Text text={externalId} />,
    },
    {
      key: 'updated',
      header: 'Updated',
      width: '8rem',
      align: 'end',
      cell: ({ updatedAt }) => <RelativeTime at={updatedAt} />,
    },
  ];
  return (
    <DataTable
      caption="Contacts, newest first"
      columns={columns}
      rows={contacts}
      rowKey={({ id }) => id}
      card={(contact) => (
        <>
          {link(contact)}
          <div className={classes['cardLine']}>
            <Text text={contact.email} />
            <Text text={contact.title} />
          </div>
        </>
      )}
    />
  );
}

function Text({ text }: { text: string | null }) {
  return <span className={classes['muted']}>{text ?? '–'}</span>;
}

function toSearch(search: string): RecordsSearch {
  return search === '' ? {} : { search };
}
