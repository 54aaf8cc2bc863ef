import { getAccountOptions, getContactOptions } from '@rota/contracts/client/query';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { contactFacts } from '../features/records/contact-facts.tsx';
import { contactName } from '../features/records/contact-name.ts';
import { RecordDrawer } from '../features/records/record-drawer.tsx';

const route = getRouteApi('/orgs/$orgSlug/contacts/$contactId');

/** Reads one contact, with the account it belongs to, and shows it over the list. */
export function ContactPage() {
  const { client, organisation } = route.useRouteContext();
  const { contactId } = route.useParams();
  const navigate = route.useNavigate();
  const orgId = organisation.id;
  const contact = useQuery(getContactOptions({ client, path: { orgId, contactId } }));
  const accountId = contact.data?.accountId ?? undefined;
  const account = useQuery({
    ...getAccountOptions({ client, path: { orgId, accountId: accountId ?? '' } }),
    enabled: accountId !== undefined,
  });
  return (
    <RecordDrawer
      title={contact.data ? contactName(contact.data) : 'Contact'}
      facts={
        contact.data &&
        contactFacts({ contact: contact.data, account: account.data, orgSlug: organisation.slug })
      }
      attributes={contact.data?.attributes ?? {}}
      error={contact.error}
      onRetry={() => void contact.refetch()}
      onClose={() => void navigate({ to: '/orgs/$orgSlug/contacts', search: true })}
    />
  );
}
