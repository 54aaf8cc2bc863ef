import { getAccountOptions } from '@rota/contracts/client/query';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { accountFacts } from '../features/records/account-facts.tsx';
import { RecordDrawer } from '../features/records/record-drawer.tsx';

const route = getRouteApi('/orgs/$orgSlug/accounts/$accountId');

/** Reads one account and shows it over the list. */
export function AccountPage() {
  const { client, organisation } = route.useRouteContext();
  const { accountId } = route.useParams();
  const navigate = route.useNavigate();
  const account = useQuery(getAccountOptions({ client, path: { orgId: organisation.id, accountId } }));
  return (
    <RecordDrawer
      title={account.data?.name || account.data?.domain || 'Account'}
      facts={account.data && accountFacts(account.data)}
      attributes={account.data?.attributes ?? {}}
      error={account.error}
      onRetry={() => void account.refetch()}
      onClose={() => void navigate({ to: '/orgs/$orgSlug/accounts', search: true })}
    />
  );
}
