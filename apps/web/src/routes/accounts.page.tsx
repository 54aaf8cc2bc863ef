import { listAccountsInfiniteOptions } from '@rota/contracts/client/query';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Outlet } from '@tanstack/react-router';
import { Building2 } from 'lucide-react';
import { AccountTable } from '../features/records/account-table.tsx';
import { RecordsView } from '../features/records/records-view.tsx';

const route = getRouteApi('/orgs/$orgSlug/accounts');

/** Reads the accounts that the address asks for. */
export function AccountsPage() {
  const { client, organisation } = route.useRouteContext();
  const { search = '' } = route.useSearch();
  const navigate = route.useNavigate();
  const path = { orgId: organisation.id };
  const accounts = useInfiniteQuery({
    ...listAccountsInfiniteOptions({ client, path, ...(search !== '' && { query: { search } }) }),
    initialPageParam: { path },
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  });
  const rows = accounts.data?.pages.flatMap((page) => page.data);
  return (
    <>
      <RecordsView
        orgSlug={organisation.slug}
        title="Accounts"
        noun={{ one: 'account', many: 'accounts' }}
        icon={Building2}
        placeholder="Search by name, domain or id"
        search={search}
        onSearch={(text) => void navigate({ search: text === '' ? {} : { search: text }, replace: true })}
        count={rows?.length}
        error={accounts.error}
        hasMore={accounts.hasNextPage}
        isLoadingMore={accounts.isFetchingNextPage}
        onLoadMore={() => void accounts.fetchNextPage()}
        onRetry={() => void accounts.refetch()}
      >
        <AccountTable orgSlug={organisation.slug} accounts={rows} search={search} />
      </RecordsView>
      <Outlet />
    </>
  );
}
