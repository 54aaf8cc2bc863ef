import type { Account, Contact } from '@rota/contracts/client';
import { Link } from '@tanstack/react-router';
import type { Fact } from '../../components/facts.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';

/** What is known of a contact, besides its attributes. `account`: undefined while it is read, or when there is none. */
export function contactFacts({
  contact,
  account,
  orgSlug,
}: {
  contact: Contact;
  account: Account | undefined;
  orgSlug: string;
}): Fact[] {
  const { accountId } = contact;
  return [
    { name: 'E-mail', value: contact.email ?? '–' },
    { name: 'Title', value: contact.title ?? '–' },
    {
      name: 'Account',
      value: accountId ? (
        <Link to="/orgs/$orgSlug/accounts/$accountId" params={{ orgSlug, accountId }}>
          {account?.name || account?.domain || 'Open'}
        </Link>
      ) : (
        '–'
      ),
    },
    { name: 'External id', value: contact.externalId ?? '–' },
    { name: 'Created', value: <RelativeTime at={contact.createdAt} /> },
    { name: 'Updated', value: <RelativeTime at={contact.updatedAt} /> },
    { name: 'Id', value: <span className="mono">{contact.id}</span>, isWide: true },
  ];
}
